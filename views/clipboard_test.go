package views

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAPictureIsCopiedByTheProgramOfTheSystem(t *testing.T) {
	both := map[string]string{"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}
	for _, c := range []struct {
		system string
		env    map[string]string
		want   string
	}{
		{"linux", both, "wl-copy xclip"},
		{"linux", map[string]string{"DISPLAY": ":0"}, "xclip"},
		{"linux", nil, ""},
		{"darwin", both, "osascript"},
		{"windows", nil, "powershell"},
	} {
		var names []string
		for _, copier := range pictureCopiers(c.system, func(key string) string { return c.env[key] }) {
			names = append(names, copier.name)
		}
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("%s with %v copies by %q, want %q", c.system, c.env, got, c.want)
		}
	}
}

// programs makes the folder of programs that PATH then consists of. Each notes
// what it is given and ends with the status.
func programs(t *testing.T, status string, names ...string) (noted string) {
	t.Helper()
	folder := t.TempDir()
	noted = filepath.Join(folder, "noted")
	for _, name := range names {
		script := "#!/bin/sh\n/bin/cat >'" + noted + "'\n[ -f \"$1\" ] && /bin/cat \"$1\" >'" + noted + "'\nexit " + status + "\n"
		if err := os.WriteFile(filepath.Join(folder, name), []byte(script), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", folder)
	return noted
}

func TestTheFirstProgramThatIsInstalledGetsThePicture(t *testing.T) {
	picture := []byte("\x89PNG\r\n")
	fromFile := pictureCopier{name: "of-a-file", args: []string{"%s"}}
	for _, copier := range []pictureCopier{copierOfX11, fromFile} {
		noted := programs(t, "0", copier.name)
		if err := copyPicture(context.Background(), []pictureCopier{copierOfWayland, copier}, picture); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(noted); err != nil || !bytes.Equal(got, picture) {
			t.Errorf("%s got %q: %v", copier.name, got, err)
		}
	}
}

func TestACopyThatFailsSaysWhichProgram(t *testing.T) {
	programs(t, "3", copierOfX11.name)
	if err := copyPicture(context.Background(), []pictureCopier{copierOfX11}, nil); err == nil || !strings.Contains(err.Error(), "xclip: exit status 3") {
		t.Errorf("a program that fails says %v", err)
	}
	programs(t, "0")
	var missing noCopierError
	if err := copyPicture(context.Background(), []pictureCopier{copierOfWayland, copierOfX11}, nil); !errors.As(err, &missing) || missing.wanted != "wl-copy" {
		t.Errorf("without any program: %v", err)
	}
}

func TestAChartIsCopiedAsAPicture(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageDashboard)
	s.redraw()
	chart := dashboardOf(s).reps
	var copied []byte
	var answer error
	chart.deps.CopyPicture = func(_ context.Context, picture []byte) error {
		copied = picture
		return answer
	}
	chart.copyPicture()
	s.settle()
	s.sees("The chart's picture is on the clipboard")
	picture, err := png.Decode(bytes.NewReader(copied))
	if err != nil || picture.Bounds() != image.Rect(0, 0, savedWide*savedScale, savedHigh*savedScale) {
		t.Errorf("copied is another picture: %v", err)
	}
	answer = noCopierError{wanted: "xclip"}
	chart.copyPicture()
	s.settle()
	s.sees("xclip is not installed. Save it as PNG instead.")
	answer = errors.New("the clipboard is held")
	chart.copyPicture()
	s.settle()
	s.sees("That did not work.")
}
