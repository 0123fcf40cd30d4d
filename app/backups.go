package app

import (
	"path/filepath"
	"strings"
	"time"
)

// BackupName is where a backup of a database stands that was made at a time:
// beside it, in the folder "backups".
func BackupName(path string, at time.Time) string {
	base := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	return filepath.Join(filepath.Dir(path), "backups", base+"-"+at.Format("20060102-150405")+".db")
}
