package views

import (
	"slices"
	"strings"
	"testing"
	"time"

	"attain/app/sales"
	"attain/assets"
	"attain/views/widgets"
)

func TestAStepRemindsAndRepeats(t *testing.T) {
	for _, lang := range assets.Languages {
		text := wordsIn(lang)
		for _, options := range [][]widgets.Option{remindOptions(text), repeatOptions(text)} {
			if options[0].ID != "never" || slices.ContainsFunc(options, func(o widgets.Option) bool { return o.Text == "" || strings.HasPrefix(o.Text, "views.") }) {
				t.Errorf("%s: offered are %+v", lang, options)
			}
		}
	}
	for before, want := range map[time.Duration]string{0: "0", 4 * time.Minute: "0", 9 * time.Minute: "10", time.Hour: "60", 30 * time.Hour: "1440"} {
		if got := nearestReminder(before); got != want {
			t.Errorf("%v before is %s, want %s", before, got, want)
		}
	}
	service := alone(t, "en").Service
	var step sales.Activity
	day := service.Today() + 3
	stepTyped{timed: true, minutes: 9*60 + 30, day: day, remind: "10", repeat: "monthly"}.into(service, &step)
	at := day.Time().Add(9*time.Hour + 30*time.Minute)
	if !step.At.Equal(at) || !step.RemindAt.Equal(at.Add(-10*time.Minute)) || step.Repeat != sales.RepeatMonthly {
		t.Errorf("the step is %+v, want at %v", step, at)
	}
	kept := sales.Activity{Day: day, Repeat: "monthly 31"}
	stepTyped{day: day, remind: remindNever, repeat: "monthly"}.into(service, &kept)
	if kept.Repeat != "monthly 31" {
		t.Errorf("changed but for its day it comes %q", kept.Repeat)
	}
	stepTyped{day: day + 1, remind: remindNever, repeat: "monthly"}.into(service, &kept)
	if kept.Repeat != sales.RepeatMonthly {
		t.Errorf("on another day it comes %q", kept.Repeat)
	}
	stepTyped{remind: remindNever, repeat: repeatNone}.into(service, &step)
	if step.Day != service.Today()+1 || !step.At.IsZero() || !step.RemindAt.IsZero() || step.Repeat != sales.RepeatNever {
		t.Errorf("emptied it is %+v", step)
	}
}
