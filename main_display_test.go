//go:build e2e

package main_test

import (
	"bytes"
	"context"
	"os/exec"
	"strings"
	"testing"
)

// TestE2EWithoutAWindow starts the window where there can be none: on a display
// without OpenGL, on one that is not there, and without any. Each time the
// program ends and says why on one line.
func TestE2EWithoutAWindow(t *testing.T) {
	flat := &screen{t: t, width: 640, height: 480}
	flat.startDisplay("-extension", "GLX")
	for display, want := range map[string]string{
		flat.display: "attain: the window cannot be shown on this display: ",
		":54321":     "attain: the window cannot be shown on this display: ",
		"":           "attain: there is no display to show the window on",
	} {
		p := newProgram(t, "en")
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		command := exec.CommandContext(ctx, p.binary)
		command.Env = p.environment("DISPLAY=" + display)
		var said bytes.Buffer
		command.Stderr = &said
		err := command.Run()
		cancel()
		if command.ProcessState.ExitCode() != 1 || !strings.HasPrefix(said.String(), want) || strings.Count(said.String(), "\n") != 1 {
			t.Errorf("on display %q it ends with %v and says %q", display, err, &said)
		}
	}
}
