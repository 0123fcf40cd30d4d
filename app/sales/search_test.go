package sales

import "testing"

// TestASearchFindsHoweverItIsWritten folds case, spaces, width, accents and
// Hangul on both sides, and asks for every word.
func TestASearchFindsHoweverItIsWritten(t *testing.T) {
	decomposed := "\u1109\u1165\u110b\u116e\u11af" // 서울, as files from macOS have it
	for _, c := range []struct {
		typed, text string
		found       bool
	}{
		{"", "anything", true},
		{"  ", "anything", true},
		{"acme  ltd", "Acme Ltd", true},
		{"ltd acme", "ACME, Ltd", true},
		{"acme gmbh", "Acme Ltd", false},
		{"acme\u3000ltd", "Acme Ltd", true},
		{"ＡＣＭＥ", "Acme Ltd", true},
		{"acme", "ＡＣＭＥ", true},
		{"muller", "Müller & Söhne", true},
		{"MÜLLER", "müller", true},
		{"mu\u0308ller", "Müller", true},
		{"strasse", "Hauptstraße", true},
		{"lodz", "Łódź", true},
		{"ostergaard", "Østergaard", true},
		{"서울", decomposed + "상사", true},
		{decomposed, "서울상사", true},
		{"서울  상사", "(주)서울 무역상사", true},
		{"서욱", "서울", false},
		{"が", "か", false},
	} {
		if got := NewSearch(c.typed).In(c.text); got != c.found {
			t.Errorf("%q in %q: %v", c.typed, c.text, got)
		}
	}
	if !NewSearch("harbour kim").In("Harbour cranes", "Kim") {
		t.Error("words of two texts are not found")
	}
}
