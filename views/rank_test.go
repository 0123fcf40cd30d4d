package views

import (
	"slices"
	"testing"
)

func TestRankFindsByLettersInOrder(t *testing.T) {
	texts := []string{"Northwind Trading", "한빛전자 구매팀", "Nordic Wind", "Acme"}
	if got := Rank("nw", texts); !slices.Contains(got, 0) || !slices.Contains(got, 2) || slices.Contains(got, 3) {
		t.Errorf("nw finds %v", got)
	}
	if got := Rank("한빛구매", texts); !slices.Equal(got, []int{1}) {
		t.Errorf("Hangul letters find %v", got)
	}
	if got := Rank("trad north", texts); !slices.Equal(got, []int{0}) {
		t.Errorf("words in any order find %v", got)
	}
	if got := Rank("acme", texts); len(got) == 0 || got[0] != 3 {
		t.Errorf("acme finds %v", got)
	}
}
