package views

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"attain/app/sales"
)

func TestReasonsUsedMostAreOfferedFirst(t *testing.T) {
	var deals []sales.Deal
	for i, reason := range []string{"Price", "", "Timing", "Price", "", "Timing", "Price"} {
		deals = append(deals, sales.Deal{ID: sales.ID(fmt.Sprint(i)), Reason: reason})
	}
	if got := usedReasons(deals); !slices.Equal(got, []string{"Price", "Timing"}) {
		t.Errorf("offered are %q", got)
	}
	for i := range 20 {
		deals = append(deals, sales.Deal{Reason: fmt.Sprint("Reason ", i)})
	}
	if got := usedReasons(deals); len(got) != mostReasons || got[0] != "Price" {
		t.Errorf("of many offered are %q", got)
	}
}

func TestTheDialogSaysWhetherADealIsWonOrLost(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		for kind, key := range map[sales.StageKind]string{sales.StageWon: "won", sales.StageLost: "lost"} {
			c := closing{deal: sales.Deal{Name: "Cranes"}, stage: sales.Stage{Kind: kind}}
			title, submit := c.words(d.Text)
			named(t, title, submit)
			if title != d.Text("views.close."+key, "Name", "Cranes") || !strings.Contains(title, "Cranes") || c.lost() != (kind == sales.StageLost) {
				t.Errorf("%s: it says %q, %q", kind, title, submit)
			}
		}
	})
}
