package views

import (
	"strconv"
	"time"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// remindNever stands for no reminder in a picker, where "" is no choice.
const remindNever = "never"

// reminders are the choices, in minutes before a step is due.
func reminders() []int { return []int{0, 10, 60, 24 * 60} }

func remindOptions(text sales.Text) []widgets.Option {
	options := []widgets.Option{{ID: remindNever, Text: text("views.step.remind.never")}}
	for _, minutes := range reminders() {
		id := strconv.Itoa(minutes)
		options = append(options, widgets.Option{ID: id, Text: text("views.step.remind." + id)})
	}
	return options
}

// nearestReminder is the choice that comes closest to what a step says.
func nearestReminder(before time.Duration) string {
	best := 0
	for _, minutes := range reminders() {
		if (before - time.Duration(minutes)*time.Minute).Abs() < (before - time.Duration(best)*time.Minute).Abs() {
			best = minutes
		}
	}
	return strconv.Itoa(best)
}

func repeatOptions(text sales.Text) []widgets.Option {
	return []widgets.Option{
		{ID: repeatNone, Text: text("views.log.repeat.never")},
		{ID: string(sales.RepeatDaily), Text: text("views.log.repeat.daily")},
		{ID: string(sales.RepeatWeekly), Text: text("views.log.repeat.weekly")},
		{ID: string(sales.RepeatMonthly), Text: text("views.log.repeat.monthly")},
	}
}

// stepTyped is what stands in the inputs of a next step.
type stepTyped struct {
	filled         bool      // anything stands in them, even what is no day or time
	day            sales.Day // 0: none
	minutes        int       // of the day
	timed          bool
	remind, repeat string // choices
}

// planned reports whether anything about a step was filled in.
func (t stepTyped) planned() bool {
	return t.filled || t.repeat != repeatNone || t.remind != remindNever
}

// into writes what was typed into a step; without a day it is due tomorrow.
func (t stepTyped) into(service *app.Service, step *sales.Activity) {
	before := *step
	if step.Day = t.day; step.Day == 0 {
		step.Day = service.Today().Add(1)
	}
	step.At, step.RemindAt, step.Repeat = time.Time{}, time.Time{}, sales.RepeatNever
	if t.timed {
		y, m, d := step.Day.Time().Date()
		step.At = time.Date(y, m, d, t.minutes/60, t.minutes%60, 0, 0, service.Now().Location()).UTC()
	}
	if t.repeat != repeatNone {
		step.Repeat = sales.Repeat(t.repeat)
		if before.Day == step.Day && before.Repeat.Kind() == step.Repeat {
			step.Repeat = before.Repeat // with the day of the month that it keeps
		}
	}
	if minutes, err := strconv.Atoi(t.remind); err == nil {
		step.RemindAt = service.RemindBefore(*step, time.Duration(minutes)*time.Minute)
	}
}
