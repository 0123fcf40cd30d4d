//go:build e2e

package main_test

import (
	"bytes"
	"image"
	"image/png"
	"testing"
)

// messages is where the window's messages stand.
var messages = image.Rect(300, 630, 980, 700)

// copyChart copies the picture of a chart by its menu and takes it from the
// clipboard, as another program does. The message of it has to come and go
// while nothing else is drawn: the pointer rests.
func copyChart(t *testing.T, s *screen, text func(string, ...any) string) {
	t.Helper()
	s.keys("ctrl+2")
	s.settled()
	chart := s.locate(everywhere, text("charts.title.attainment")).Add(image.Pt(40, 230))
	s.pointer(chart)
	before := s.settled()
	s.menu(chart)
	s.settled()
	s.keys("Down", "Down", "Down", "Return")
	s.wait("a message says that the picture is on the clipboard", func() bool { return s.changedIn(messages, before, s.look()) > 500 })
	content, err := s.output("xclip", "-selection", "clipboard", "-target", "image/png", "-out")
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(content))
	if err != nil || picture.Bounds() != image.Rect(0, 0, 1920, 1040) {
		t.Errorf("the clipboard holds another picture: %v", err)
	}
	s.wait("the message goes by itself", func() bool { return s.changedIn(messages, before, s.look()) == 0 })
}
