package views

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"attain/app/sales"
)

// build is what the program was made from.
type build struct{ version, goVersion, system, fyne string }

// thisBuild reads what the running program was made from.
func thisBuild(version string) build {
	b := build{version: version, goVersion: runtime.Version(), system: runtime.GOOS + "/" + runtime.GOARCH}
	if info, there := debug.ReadBuildInfo(); there {
		for _, module := range info.Deps {
			if module.Path == "fyne.io/fyne/v2" {
				b.fyne = module.Version
			}
		}
	}
	return b
}

// words are the version and the build.
func (b build) words(text sales.Text) string {
	return text("views.about.version", "Version", b.version) + "\n" +
		text("views.about.build", "Go", b.goVersion, "System", b.system, "Fyne", b.fyne)
}

// aboutWords say what the program is, what diagnostics are good for, and where
// the log is written, if one is.
func aboutWords(text sales.Text, logFile string) string {
	said := text("views.about.words") + "\n\n" + text("views.about.diagnostics")
	if logFile != "" {
		said += "\n\n" + text("views.about.log", "Path", logFile)
	}
	return said
}

// windowFacts is what diagnostics tell of the window and its database.
type windowFacts struct {
	page       string
	wide, high float32 // logical pixels
	scale      float32
	people     int
	database   int64 // bytes
}

// diagnostics is what helps to find a fault, one fact a line, in English as
// programs write it. It takes nothing a person typed: no names, amounts,
// paths or messages.
func diagnostics(b build, settings sales.Settings, w windowFacts) string {
	var out strings.Builder
	line := func(name string, value any) { fmt.Fprintf(&out, "%s: %v\n", name, value) }
	line("version", b.version)
	line("go", b.goVersion)
	line("fyne", b.fyne)
	line("system", b.system)
	line("language", settings.Language)
	line("currency", settings.Currency)
	line("theme", settings.Theme)
	line("role", settings.Role)
	line("page", w.page)
	line("window", fmt.Sprintf("%.0fx%.0f at %.2f", w.wide, w.high, w.scale))
	line("people", w.people)
	line("database", fmt.Sprintf("%d KiB", w.database/1024))
	return out.String()
}
