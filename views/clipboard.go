package views

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// pictureCopier is a program that puts a PNG picture on the clipboard. Fyne's
// own clipboard takes text only.
type pictureCopier struct {
	name  string
	args  []string // a "%s" in them is the picture's file
	piped bool     // reads the picture from its standard input
}

// The clipboard that holds a picture outlives the program on every system:
// xclip and wl-copy stay behind until something else is copied.
var (
	copierOfX11     = pictureCopier{name: "xclip", args: []string{"-selection", "clipboard", "-target", "image/png", "-in"}, piped: true}
	copierOfWayland = pictureCopier{name: "wl-copy", args: []string{"--type", "image/png"}, piped: true}
	copierOfMac     = pictureCopier{name: "osascript", args: []string{"-e", `set the clipboard to (read (POSIX file "%s") as «class PNGf»)`}}
	copierOfWindows = pictureCopier{name: "powershell", args: []string{
		"-NoProfile", "-NonInteractive", "-STA", "-WindowStyle", "Hidden", "-Command",
		"Add-Type -AssemblyName System.Windows.Forms,System.Drawing; " +
			"$p = [System.Drawing.Image]::FromFile('%s'); [System.Windows.Forms.Clipboard]::SetDataObject($p, $true); $p.Dispose()",
	}}
)

// pictureCopiers lists the programs that may put a picture on the clipboard
// of a system (runtime.GOOS), the best first.
func pictureCopiers(system string, getenv func(string) string) []pictureCopier {
	switch system {
	case "windows":
		return []pictureCopier{copierOfWindows}
	case "darwin":
		return []pictureCopier{copierOfMac}
	}
	var found []pictureCopier
	if getenv("WAYLAND_DISPLAY") != "" {
		found = append(found, copierOfWayland)
	}
	if getenv("DISPLAY") != "" {
		found = append(found, copierOfX11)
	}
	return found
}

// copyingTime is how long a program may take to put a picture on the
// clipboard before it is given up.
const copyingTime = 10 * time.Second

// noCopierError says that no program is there that takes a picture.
type noCopierError struct{ wanted string }

// Error names the program to install.
func (e noCopierError) Error() string {
	return "no program is installed that puts a picture on the clipboard, such as " + e.wanted
}

// copyPicture puts a PNG picture on the clipboard by the first of the programs
// that is installed. Without any it fails with a noCopierError.
func copyPicture(ctx context.Context, copiers []pictureCopier, picture []byte) error {
	wanted := copierOfX11.name
	for i, copier := range copiers {
		if i == 0 {
			wanted = copier.name
		}
		if path, err := exec.LookPath(copier.name); err == nil {
			return copier.copy(ctx, path, picture)
		}
	}
	return noCopierError{wanted: wanted}
}

// copy runs the program at path. What reads a file gets one that is gone
// afterwards.
func (c pictureCopier) copy(ctx context.Context, path string, picture []byte) error {
	ctx, cancel := context.WithTimeout(ctx, copyingTime)
	defer cancel()
	args := append([]string(nil), c.args...)
	if !c.piped {
		folder, err := os.MkdirTemp("", "attain-")
		if err != nil {
			return fmt.Errorf("copy the picture: %w", err)
		}
		defer func() { _ = os.RemoveAll(folder) }()
		file := filepath.Join(folder, "chart.png")
		if err := os.WriteFile(file, picture, 0o600); err != nil {
			return fmt.Errorf("copy the picture: %w", err)
		}
		last := len(args) - 1
		args[last] = fmt.Sprintf(args[last], file)
	}
	command := exec.CommandContext(ctx, path, args...) //nolint:gosec // one of the programs listed above
	if c.piped {
		command.Stdin = bytes.NewReader(picture)
	}
	if err := command.Run(); err != nil {
		return fmt.Errorf("copy the picture by %s: %w", c.name, err)
	}
	return nil
}
