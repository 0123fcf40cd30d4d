//go:build e2e

package main_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// A screen is a virtual X display with a window manager that lets every
// window fill it without a frame, so that positions on the screen are
// positions in the window. Positions are in logical pixels: at scale 2 the
// display has twice as many pixels each way.
type screen struct {
	t             *testing.T
	display       string
	scale         int
	width, height int
	pictures      string
	buffer        string // file with what the display shows, as it is shown
	languages     string // what tesseract expects to read
	last          reading
}

const (
	logicalWidth  = 1280
	logicalHeight = 720
	// patience is how long anything on the screen may take to happen.
	patience = 30 * time.Second
	// glance is the time between two looks at the screen.
	glance = 100 * time.Millisecond
)

// frameless makes openbox maximise every top window without decoration.
const frameless = `<?xml version="1.0"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew><followMouse>no</followMouse></focus>
  <desktops><number>1</number></desktops>
  <applications>
    <application type="normal"><decor>no</decor><maximized>yes</maximized><focus>yes</focus></application>
  </applications>
</openbox_config>
`

// openScreen starts a display of 1280×720 logical pixels at the scale, to
// show texts in the language (en, ko). The display ends with the test.
func openScreen(t *testing.T, scale int, language string) *screen {
	t.Helper()
	languages := "eng"
	if language == "ko" {
		languages = "kor+eng"
	}
	s := &screen{
		t: t, scale: scale, languages: languages, width: logicalWidth * scale, height: logicalHeight * scale,
		pictures: filepath.Join(pictureFolder(t), strings.ReplaceAll(t.Name(), "/", "-")),
	}
	if err := os.MkdirAll(s.pictures, 0o750); err != nil {
		t.Fatal(err)
	}
	s.startDisplay()
	config := filepath.Join(t.TempDir(), "openbox.xml")
	if err := os.WriteFile(config, []byte(frameless), 0o600); err != nil {
		t.Fatal(err)
	}
	s.keepRunning(s.command(context.Background(), "openbox", "--sm-disable", "--config-file", config))
	s.wait("the window manager answers", func() bool {
		_, err := s.output("xdotool", "get_num_desktops")
		return err == nil
	})
	return s
}

// pictureFolder is where the pictures of the walk go.
func pictureFolder(t *testing.T) string {
	t.Helper()
	if folder := os.Getenv("ATTAIN_E2E_PICTURES"); folder != "" {
		return folder
	}
	return t.TempDir()
}

// startDisplay starts Xvfb on a free display number, which Xvfb itself tells.
// More arguments overrule those before them.
func (s *screen) startDisplay(more ...string) {
	s.t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		s.t.Fatal(err)
	}
	size := fmt.Sprintf("%dx%dx24", s.width, s.height)
	folder := s.t.TempDir()
	s.buffer = filepath.Join(folder, "Xvfb_screen0")
	args := append([]string{"-displayfd", "3", "-screen", "0", size, "-fbdir", folder, "-nolisten", "tcp", "+extension", "GLX"}, more...)
	server := exec.Command("Xvfb", args...)
	server.ExtraFiles = []*os.File{write}
	s.keepRunning(server)
	if err := write.Close(); err != nil {
		s.t.Fatal(err)
	}
	if err := read.SetReadDeadline(time.Now().Add(patience)); err != nil {
		s.t.Fatal(err)
	}
	number := make([]byte, 16)
	n, err := read.Read(number)
	if err != nil {
		s.t.Fatalf("Xvfb gives no display: %v", err)
	}
	s.display = ":" + strings.TrimSpace(string(number[:n]))
}

// keepRunning starts the command and ends it with the test.
func (s *screen) keepRunning(command *exec.Cmd) {
	s.t.Helper()
	if err := command.Start(); err != nil {
		s.t.Fatalf("start %s: %v", command.Path, err)
	}
	s.t.Cleanup(func() {
		_ = command.Process.Kill()
		_ = command.Wait()
	})
}

func (s *screen) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	command := exec.CommandContext(ctx, name, args...)
	command.Env = append(os.Environ(), "DISPLAY="+s.display, "WAYLAND_DISPLAY=", "OMP_THREAD_LIMIT=1")
	return command
}

// output runs a tool on the display and returns what it prints.
func (s *screen) output(name string, args ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	out, err := s.command(ctx, name, args...).Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			err = fmt.Errorf("%w: %s", err, exit.Stderr)
		}
		return nil, fmt.Errorf("%s %v: %w", name, args, err)
	}
	return out, nil
}

func (s *screen) xdotool(args ...string) {
	s.t.Helper()
	if _, err := s.output("xdotool", args...); err != nil {
		s.t.Fatal(err)
	}
}

// wait looks again and again until the condition holds, and fails the test
// if it never does.
func (s *screen) wait(what string, holds func() bool) {
	s.t.Helper()
	deadline := time.Now().Add(patience)
	tick := time.NewTicker(glance)
	defer tick.Stop()
	for !holds() {
		if time.Now().After(deadline) {
			s.t.Fatalf("waited %s for: %s", patience, what)
		}
		<-tick.C
	}
}

// look returns what the screen shows now.
func (s *screen) look() image.Image {
	s.t.Helper()
	content, err := s.output("import", "-window", "root", "-define", "png:compression-level=1", "png:-")
	if err != nil {
		s.t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(content))
	if err != nil {
		s.t.Fatalf("picture of the screen: %v", err)
	}
	return picture
}

// settled waits until the screen has stopped changing and returns it. A
// blinking text cursor is no change.
func (s *screen) settled() image.Image {
	s.t.Helper()
	const enough = 2 // looks in a row that show the same
	before, rest := s.look(), 0
	s.wait("the screen is at rest", func() bool {
		now := s.look()
		rest++
		if s.changed(before, now) > 120*s.scale*s.scale {
			rest = 0
		}
		before = now
		return rest == enough
	})
	return before
}

// changed counts the pixels that differ.
func (s *screen) changed(a, b image.Image) int {
	count := 0
	for y := range s.height {
		for x := range s.width {
			ar, ag, ab, _ := a.At(x, y).RGBA()
			br, bg, bb, _ := b.At(x, y).RGBA()
			if ar != br || ag != bg || ab != bb {
				count++
			}
		}
	}
	return count
}

// picture keeps what the settled screen shows as NAME.png.
func (s *screen) picture(name string) {
	s.t.Helper()
	s.keep(name, s.settled())
}

func (s *screen) keep(name string, shown image.Image) {
	s.t.Helper()
	var content bytes.Buffer
	if err := png.Encode(&content, shown); err != nil {
		s.t.Fatalf("encode picture %s: %v", name, err)
	}
	file := filepath.Join(s.pictures, name+".png")
	if err := os.WriteFile(file, content.Bytes(), 0o600); err != nil {
		s.t.Fatal(err)
	}
	s.t.Logf("picture %s", file)
}

// pointer moves the mouse to a place.
func (s *screen) pointer(p image.Point) {
	s.t.Helper()
	s.xdotool("mousemove", strconv.Itoa(p.X*s.scale), strconv.Itoa(p.Y*s.scale))
}

// press clicks the place with the left button.
func (s *screen) press(p image.Point) {
	s.t.Helper()
	s.pointer(p)
	s.xdotool("click", "1")
}

// menu clicks the place with the right button.
func (s *screen) menu(p image.Point) {
	s.t.Helper()
	s.pointer(p)
	s.xdotool("click", "3")
}

// doublePress clicks the place twice in quick succession.
func (s *screen) doublePress(p image.Point) {
	s.t.Helper()
	s.pointer(p)
	s.xdotool("click", "--repeat", "2", "--delay", "80", "1")
}

// scroll turns the wheel over the place; positive notches go down.
func (s *screen) scroll(p image.Point, notches int) {
	s.t.Helper()
	button := "5"
	if notches < 0 {
		button, notches = "4", -notches
	}
	s.pointer(p)
	s.xdotool("click", "--repeat", strconv.Itoa(notches), "--delay", "40", button)
}

// drag carries what stands at from to the place to, in steps slow enough for
// a window that draws in software, and lets go there.
func (s *screen) drag(from, to image.Point) {
	s.t.Helper()
	const steps = 12
	s.pointer(from)
	args := []string{"mousedown", "1"}
	for i := 1; i <= steps; i++ {
		x := from.X + (to.X-from.X)*i/steps
		y := from.Y + (to.Y-from.Y)*i/steps
		args = append(args, "sleep", "0.05", "mousemove", strconv.Itoa(x*s.scale), strconv.Itoa(y*s.scale))
	}
	s.xdotool(append(args, "sleep", "0.2", "mouseup", "1")...)
}

// write types the text into what has the focus.
func (s *screen) write(text string) {
	s.t.Helper()
	s.xdotool("type", "--delay", "30", "--", text)
}

// keys presses key combinations, named as xdotool does: ctrl+k, Return, Tab.
func (s *screen) keys(combinations ...string) {
	s.t.Helper()
	s.xdotool(append([]string{"key", "--delay", "60", "--"}, combinations...)...)
}
