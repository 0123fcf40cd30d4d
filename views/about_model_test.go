package views

import (
	"strings"
	"testing"

	"attain/app/sales"
)

func TestDiagnosticsSayOneFactALineAndNothingTyped(t *testing.T) {
	settings := sales.DefaultSettings()
	settings.Language, settings.Theme, settings.Role = "ko", "dark", "rep"
	b := build{version: "1.2", goVersion: "go1", system: "linux/amd64", fyne: "v2"}
	got := diagnostics(b, settings, windowFacts{page: PageToday, wide: 1280, high: 720.4, scale: 1.5, people: 8, database: 3000*1024 + 1})
	want := strings.Join([]string{
		"version: 1.2", "go: go1", "fyne: v2", "system: linux/amd64", "language: ko", "currency: USD", "theme: dark", "role: rep",
		"page: today", "window: 1280x720 at 1.50", "people: 8", "database: 3000 KiB", "",
	}, "\n")
	if got != want {
		t.Errorf("the diagnostics are\n%s\nwant\n%s", got, want)
	}
	if b := thisBuild("9"); b.version != "9" || b.goVersion == "" || !strings.Contains(b.system, "/") {
		t.Errorf("this build is %+v", b)
	}
}

func TestAboutSaysWhereTheLogIs(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		without, with := aboutWords(d.Text, ""), aboutWords(d.Text, "/var/attain.log")
		named(t, without)
		if !strings.HasPrefix(with, without) || !strings.Contains(with, "/var/attain.log") || strings.Contains(without, "attain.log") {
			t.Errorf("without a log it says %q, with one %q", without, with)
		}
		words := build{version: "1.2", goVersion: "go1", system: "linux/amd64", fyne: "v2"}.words(d.Text)
		for _, part := range []string{"1.2", "go1", "linux/amd64", "v2"} {
			if !strings.Contains(words, part) {
				t.Errorf("%q lacks %s", words, part)
			}
		}
	})
}
