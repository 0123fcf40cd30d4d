package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// TestProseBreaksOnlyBetweenWords lays emphasised words at every width: no line
// is wider than the room, a comma stays with its word, and nothing is lost.
func TestProseBreaksOnlyBetweenWords(t *testing.T) {
	application := test.NewApp()
	defer application.Quit()
	runs := []Run{{Text: "A click on the sum opens its deals, "}, {Text: "Ctrl+→", Bold: true}, {Text: ", or "}, {Text: "Take back", Bold: true}, {Text: " in the history undoes it"}}
	whole := "A click on the sum opens its deals, Ctrl+→, or Take back in the history undoes it"
	known := map[string]bool{}
	for word := range strings.FieldsSeq(whole) {
		known[word] = true
	}
	for wide := float32(60); wide < 500; wide += 7 {
		prose := NewProse([]Passage{{Mark: "–", Runs: runs}, {Heading: true, Runs: []Run{{Text: "Next"}}}, {Fixed: true, Runs: []Run{{Text: "one\ntwo"}}}}, 640)
		prose.Resize(fyne.NewSize(wide, 400))
		objects := test.WidgetRenderer(prose).Objects()
		lines, last := map[float32]string{}, float32(0)
		for _, line := range prose.lines {
			lines[line.Position().Y] += line.Text
			if end := line.Position().X + line.MinSize().Width; end > wide+1 {
				t.Errorf("at %.0f, %q ends at %.1f", wide, line.Text, end)
			}
			last = max(last, line.Position().Y+line.Size().Height)
		}
		if len(objects) != len(prose.lines)+1 {
			t.Errorf("at %.0f, %d objects draw %d lines on one ground", wide, len(objects), len(prose.lines))
		}
		if high := prose.MinSize().Height; high < last || high > last+Space {
			t.Errorf("at %.0f it is %.0f high, its lines end at %.0f", wide, high, last)
		}
		for _, line := range lines {
			for word := range strings.FieldsSeq(strings.TrimPrefix(line, "–")) {
				if !known[word] && word != "Next" && word != "one" && word != "two" {
					t.Errorf("at %.0f, %q is broken", wide, word)
				}
			}
		}
	}
}

// TestAWordWiderThanItsLineIsBroken keeps an address of one word within the room.
func TestAWordWiderThanItsLineIsBroken(t *testing.T) {
	application := test.NewApp()
	defer application.Quit()
	prose := NewProse([]Passage{{Runs: []Run{{Text: strings.Repeat("verylong", 20)}}}}, 200)
	test.WidgetRenderer(prose)
	text := ""
	for _, line := range prose.lines {
		text += line.Text
		if line.MinSize().Width > 201 {
			t.Errorf("%q is %.0f wide", line.Text, line.MinSize().Width)
		}
	}
	if text != strings.Repeat("verylong", 20) {
		t.Errorf("drawn as %q", text)
	}
}
