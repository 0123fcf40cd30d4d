package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestAKeySaysWhatTheStageMeans(t *testing.T) {
	s, b, _ := boardOnStage(t, 3, 3)
	s.window.Canvas().Focus(b)
	want := "Stage 0\n2,000 · $9M · $4M\n\nA need is agreed\n· Budget known"
	for _, letter := range []rune{'i', 'ㅑ'} {
		b.TypedRune(letter)
		if s.overlay.Tip() != want {
			t.Errorf("%c shows %q, want %q", letter, s.overlay.Tip(), want)
		}
		b.TypedRune(letter)
		if s.overlay.Tip() != "" {
			t.Errorf("%c again keeps it", letter)
		}
	}
	b.TypedRune('i')
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if s.overlay.Tip() != "" {
		t.Error("the hint stays when the keyboard goes on")
	}
}
