package app

import (
	"os"
	"path/filepath"
	"time"
)

// SweepTemporary removes from the system's folder for temporary files what
// killed imports and workbooks of this program left there: the rooms that make
// such files begin their names so. What belongs to others cannot be removed and
// stays.
func SweepTemporary(folder string, now time.Time) {
	for _, pattern := range []string{"attain-import-*", "attain-workbook-*"} {
		left, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			return // a folder whose name is taken for a pattern
		}
		for _, path := range left {
			if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() && now.Sub(info.ModTime()) > abandonedAfter {
				_ = os.Remove(path)
			}
		}
	}
}
