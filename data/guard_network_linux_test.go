package data

import "testing"

func TestDrivesOfProgramsAreTold(t *testing.T) {
	mounts := "/dev/sda1 / ext4 rw 0 0\nkim@far:/ /home/kim/far fuse.sshfs rw 0 0\n/dev/sdb1 /media/my\\040stick fuse.ntfs-3g rw 0 0\n"
	for path, want := range map[string]string{
		"/home/kim/far/attain.db": "fuse.sshfs", "/home/kim/farther/attain.db": "", "/media/my stick/attain.db": "", "/attain.db": "",
	} {
		if got := fuseDrive(mounts, path); got != want {
			t.Errorf("%s lies on %q, want %q", path, got, want)
		}
	}
}
