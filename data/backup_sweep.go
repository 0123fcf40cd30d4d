package data

import (
	"os"
	"path/filepath"
	"time"
)

// abandonedAfter is how long a temporary copy may stand still before it is
// taken for one whose program was killed: no copy pauses that long.
const abandonedAfter = time.Hour

// sweepLinks removes second names that a restore gave the database at path and
// was killed before it put another file there: they would change with it.
func sweepLinks(path string) {
	left, err := filepath.Glob(path + ".replaced-*")
	if err != nil {
		return // a folder whose name is taken for a pattern
	}
	for _, second := range left {
		if sameFile(path, second) {
			os.Remove(second) //nolint:errcheck,gosec // see sweep
		}
	}
}

// sweep removes temporary copies that a killed program left in a folder. What
// cannot be removed stays for the next time: it harms nobody but takes space.
func sweep(folder string, now time.Time) {
	left, err := filepath.Glob(filepath.Join(folder, ".*.db*-*.tmp*"))
	if err != nil {
		return // a folder whose name is taken for a pattern
	}
	for _, path := range left {
		info, err := os.Lstat(path)
		if err == nil && info.Mode().IsRegular() && now.Sub(info.ModTime()) > abandonedAfter {
			os.Remove(path) //nolint:errcheck,gosec // see above
		}
	}
}
