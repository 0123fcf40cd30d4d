package assets

import (
	"os"
	"strings"
)

// Fyne complains on the standard error, before main begins, of a locale
// without a language such as C.UTF-8, which containers have. It asks
// LANGUAGE first, and packages are initialised in the order of their paths,
// so that this one names a language in time.
var _ = nameLanguage(os.Getenv, os.Setenv)

// nameLanguage sets LANGUAGE to English where the locale has no language.
func nameLanguage(env func(string) string, set func(name, value string) error) error {
	if env("LANGUAGE") != "" {
		return nil
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale := env(name); locale != "" {
			if strings.HasPrefix(locale, "C.") || strings.HasPrefix(locale, "POSIX.") {
				return set("LANGUAGE", "en")
			}
			return nil
		}
	}
	return nil
}
