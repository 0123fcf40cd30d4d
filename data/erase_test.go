package data

import "testing"

func TestReplaceWord(t *testing.T) {
	for _, c := range []struct{ text, word, want string }{
		{"Li's Liability, LI", "Li", "x's Liability, x"},
		{"김민수님과 통화, 김민수", "김민수", "x님과 통화, x"},
		{"mail a.b@example.com now", "A.B@example.com", "mail x now"},
		{"call 010-7777, 9010-7777", "010-7777", "call x, 9010-7777"},
		{"", "Li", ""},
		{"L", "Li", "L"},
	} {
		if got := replaceWord(c.text, c.word, "x"); got != c.want {
			t.Errorf("%q without %q is %q, want %q", c.text, c.word, got, c.want)
		}
	}
}
