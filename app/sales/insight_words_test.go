package sales

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// said is a catalogue that says only what it is given.
func said(lang string) Text {
	return func(key string, args ...any) string {
		if key == "insights.language" {
			return lang
		}
		return key + fmt.Sprint(args...)
	}
}

// TestMoneyAtStakeIsSaidAboutAndNotAtAllWhereNoneIsKnown: "about $49,557" claims
// more than anybody knows, "about $0" says nothing. A chance never reads as certain.
func TestMoneyAtStakeIsSaidAboutAndNotAtAllWhereNoneIsKnown(t *testing.T) {
	usd, err := NewCurrency("USD")
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[string]string{"en": "$49.6K", "ko": "US$5만"} {
		if got := (Insight{Rule: true, Stake: 4_955_700, money: usd}).StakeText(said(lang)); !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
	if got := (Insight{Rule: true, Stake: 20, money: usd}).StakeText(said("en")); got != "" {
		t.Errorf("nothing at stake reads %q", got)
	}
	sure := Insight{Metric: "attain_probability", Signal: "attainment", Own: Figure{Value: 1}, money: usd}
	if got := sure.Reason(said("en")); !strings.Contains(got, ">99%") {
		t.Errorf("a chance of 1 reads %q", got)
	}
	for lang, want := range map[string]string{"en": "May 2026", "ko": "2026년 5월"} {
		turn := Insight{Signal: "revenue_turn", count: int(MonthOf(2026, time.May)), money: usd}
		if got := turn.Reason(said(lang)); !strings.Contains(got, want) {
			t.Errorf("%s: a month reads %q", lang, got)
		}
	}
}
