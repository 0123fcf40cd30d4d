package data

import (
	"os"
	"slices"
	"sync"
)

// held are the files that this process has databases open in. POSIX takes all
// locks of a process from a file when any of its descriptors of the file is
// closed, SQLite's among them: another program would then take the database for
// unused, remove its WAL, and all that is written later would be lost. So what
// is open here is never opened but by SQLite.
// Source: https://www.sqlite.org/howtocorrupt.html, section 2.2.
type holder struct {
	mutex sync.Mutex
	files []os.FileInfo
}

var held holder

// take notes that the file is open.
func (h *holder) take(file os.FileInfo) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	h.files = append(h.files, file)
}

// release notes that the file is closed.
func (h *holder) release(file os.FileInfo) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	if i := slices.IndexFunc(h.files, func(f os.FileInfo) bool { return os.SameFile(f, file) }); i >= 0 {
		h.files = slices.Delete(h.files, i, i+1)
	}
}

// has reports whether the file at path is open here.
func (h *holder) has(path string) bool {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	if len(h.files) == 0 {
		return false
	}
	info, err := os.Stat(path)
	return err == nil && slices.ContainsFunc(h.files, func(f os.FileInfo) bool { return os.SameFile(f, info) })
}
