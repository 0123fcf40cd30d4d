// Package locale gives the window library a language it can read where the
// machine names none (LANG=C.UTF-8, as on servers and in containers). Without
// it the library writes an error to standard error before main begins, also
// for commands that open no window.
//
// It has the one init of the program, because the library looks when it is
// initialised itself. Packages are initialised in order of their import paths
// as soon as what they import is (Go specification, "Program initialization"),
// and this one imports almost nothing and sorts before the library.
package locale

import (
	"os"
	"strings"
)

func init() {
	if os.Getenv("LANGUAGE") != "" {
		return
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := os.Getenv(name); value != "" {
			if strings.HasPrefix(value, "C.") || strings.HasPrefix(value, "POSIX.") {
				_ = os.Setenv("LANGUAGE", "en") // a name without '=' cannot fail
			}
			return
		}
	}
}
