package sales

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Title returns the insight in a few words.
func (i Insight) Title(text Text) string {
	return text("insights."+i.key+".title", i.words(text)...)
}

// Reason returns, in one sentence, the two numbers compared with their
// samples.
func (i Insight) Reason(text Text) string {
	return text("insights."+i.key+".reason", i.words(text)...)
}

// Action returns what to do.
func (i Insight) Action(text Text) string {
	return text("insights."+i.key+".action", i.words(text)...)
}

// Ground returns why it was raised: how certain the test is, or that it is a
// rule of the user's.
func (i Insight) Ground(text Text) string {
	if i.PValue == nil {
		return text("insights.rule")
	}
	n := 20.0
	for _, next := range []float64{100, 1000, 10000} {
		if *i.PValue < 1/next {
			n = next
		}
	}
	return text("insights.test", "N", grouped(n))
}

// StakeText returns about how much money is at stake, in words; "" where no
// amount is known.
func (i Insight) StakeText(text Text) string {
	if math.Round(i.Stake/i.money.Scale()) == 0 {
		return ""
	}
	key := "insights.stake.month"
	if i.Rule {
		key = "insights.stake.now"
	}
	return text(key, "Money", i.money.Short(i.Stake, text("insights.language")))
}

// words are the placeholders of the insight's texts.
func (i Insight) words(text Text) []any {
	who := i.name
	if i.RepID == "" {
		who = text("insights.team")
	}
	return []any{
		"Who", who, "Stage", i.stage, "Group", i.group(text), "Type", typeName(text, i.Type),
		"Own", i.own(text), "Other", i.number(text, i.Other),
		"OwnOf", countsOf(text, i.Own), "OtherOf", countsOf(text, i.Other),
		"OwnN", grouped(float64(i.Own.Sample)), "OtherN", grouped(float64(i.Other.Sample)),
		"Amount", i.money.FormatRounded(i.amount, text("insights.language")), "Count", grouped(float64(i.count)), "Month", monthName(Month(i.count), text("insights.language")),
	}
}

func (i Insight) group(text Text) string {
	if i.Signal == "lead_fit" {
		return text("insights.fit." + i.Group)
	}
	return i.Group
}

func typeName(text Text, t ActivityType) string {
	key := "insights.type." + string(t)
	if name := text(key); name != key {
		return name
	}
	return string(t)
}

// own writes the first of the two figures. A chance never reads as certain, as
// on every page.
func (i Insight) own(text Text) string {
	if i.Metric == "attain_probability" {
		return percent(max(1e-9, min(i.Own.Value, 1-1e-9)))
	}
	return i.number(text, i.Own)
}

// monthName writes a month as people do, "May 2026" or "2026년 5월".
func monthName(m Month, lang string) string {
	if lang == "ko" {
		return m.First().Time().Format("2006년 1월")
	}
	return m.First().Time().Format("January 2006")
}

// number writes one of the two figures as people read it.
func (i Insight) number(text Text, f Figure) string {
	switch i.Signal {
	case "deal_size", "revenue_turn":
		return i.money.FormatRounded(f.Value, text("insights.language"))
	case "days_to_win", "give_up", "load", "stuck", "neglected", "overdue", "contact_rate", "about_to_be_given_up":
		return plainNumber(f.Value)
	case "opened":
		return plainNumber(f.Value * 20)
	case "coverage":
		return strconv.FormatFloat(f.Value, 'f', 1, 64)
	default:
		return percent(f.Value)
	}
}

// plainNumber writes a number with a decimal only where it is small.
func plainNumber(v float64) string {
	if v < 10 && v != math.Trunc(v) {
		return strconv.FormatFloat(v, 'f', 1, 64)
	}
	return grouped(v)
}

// percent writes a share as whole per cents, without claiming never or always.
func percent(v float64) string {
	switch {
	case v > 0 && v < 0.005:
		return "<1%"
	case v < 1 && v > 0.995:
		return ">99%"
	default:
		return fmt.Sprintf("%.0f%%", v*100)
	}
}

func countsOf(text Text, f Figure) string {
	if f.Ratio == nil {
		return ""
	}
	return text("insights.of", "Num", grouped(f.Ratio.Num), "Den", grouped(f.Ratio.Den))
}

// grouped writes a count with commas between thousands.
func grouped(v float64) string {
	digits := strconv.FormatFloat(math.Round(v), 'f', 0, 64)
	var parts []string
	for len(digits) > 3 {
		parts = append([]string{digits[len(digits)-3:]}, parts...)
		digits = digits[:len(digits)-3]
	}
	return strings.Join(append([]string{digits}, parts...), ",")
}
