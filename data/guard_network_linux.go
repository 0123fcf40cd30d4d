package data

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// networkDrives are the kinds of file systems that lie on another machine, by
// the numbers that statfs gives them (linux/magic.h). SQLite's locks and its
// WAL need memory that programs share, which there they do not.
func networkDrives() map[int64]string {
	return map[int64]string{
		0x6969: "nfs", 0x517b: "smb", 0xff534d42: "cifs", 0xfe534d42: "smb2",
		0x01021997: "9p", 0x5346414f: "afs", 0x00c36400: "ceph",
	}
}

// fuse is the number of all file systems that programs make; which one it is
// stands in the list of mounts.
const fuse = 0x65735546

// networkDrive returns the kind of the network drive on which a file is to
// stand; "": it is on this machine, as far as can be told.
func networkDrive(path string) string {
	var about syscall.Statfs_t
	for at := filepath.Dir(path); ; at = filepath.Dir(at) {
		if err := syscall.Statfs(at, &about); err == nil {
			break
		}
		if at == filepath.Dir(at) {
			return ""
		}
	}
	number := int64(uint32(about.Type)) //nolint:gosec,unconvert // its width differs between machines
	if number != fuse {
		return networkDrives()[number]
	}
	mounts, err := os.ReadFile("/proc/self/mounts")
	if err != nil {
		return ""
	}
	return fuseDrive(string(mounts), path)
}

// fuseDrive returns the kind of the mount under a path, if it is one made by a
// program that speaks to another machine.
func fuseDrive(mounts, path string) string {
	longest, kind := -1, ""
	for line := range strings.Lines(mounts) {
		words := strings.Fields(line)
		if len(words) < 3 {
			continue
		}
		place := strings.ReplaceAll(words[1], `\040`, " ")
		if len(place) > longest && (path == place || strings.HasPrefix(path, strings.TrimSuffix(place, "/")+"/")) {
			longest, kind = len(place), words[2]
		}
	}
	for _, far := range []string{"sshfs", "rclone", "s3fs", "davfs", "gvfsd-fuse", "smbnetfs", "curlftpfs"} {
		if kind == "fuse."+far {
			return kind
		}
	}
	return ""
}
