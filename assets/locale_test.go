package assets

import "testing"

func TestLanguageIsNamedWhereTheLocaleHasNone(t *testing.T) {
	cases := []struct {
		name string
		env  map[string]string
		want string
	}{
		{"container", map[string]string{"LANG": "C.UTF-8"}, "en"},
		{"overridden", map[string]string{"LANG": "ko_KR.UTF-8", "LC_ALL": "C.UTF-8"}, "en"},
		{"Korean", map[string]string{"LANG": "ko_KR.UTF-8"}, ""},
		{"plain C", map[string]string{"LANG": "C"}, ""},
		{"nothing", nil, ""},
		{"chosen", map[string]string{"LANG": "C.UTF-8", "LANGUAGE": "ko"}, "ko"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			env := map[string]string{}
			for name, value := range c.env {
				env[name] = value
			}
			err := nameLanguage(func(name string) string { return env[name] }, func(name, value string) error {
				env[name] = value
				return nil
			})
			if err != nil || env["LANGUAGE"] != c.want {
				t.Errorf("LANGUAGE is %q (%v), want %q", env["LANGUAGE"], err, c.want)
			}
		})
	}
}
