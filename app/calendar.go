package app

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"attain/app/sales"
)

const (
	// zoneName is how a calendar file names the zone that it describes itself.
	zoneName = "Attain-Local"
	// zoneYears is how many years of a zone's changes a calendar file holds.
	zoneYears = 3
	// stepMinutes is how long a next step takes whose length is not known.
	stepMinutes = 30
)

// WriteCalendar writes next steps as a calendar file (iCalendar, RFC 5545):
// those of the ids, or all planned ones of the rep, or of the team for no rep.
// A step with a time stands in the user's zone, which the file describes, one
// without is a whole day. Steps repeat and remind in the calendar as they do
// here. Errors: Invalid where nothing is planned.
func (s *Service) WriteCalendar(ctx context.Context, w io.Writer, text sales.Text, rep sales.ID, ids ...sales.ID) error {
	isPlanned := true
	planned, err := s.store.Activities(ctx, sales.ActivityQuery{IDs: ids, RepID: rep, Planned: &isPlanned})
	if err != nil {
		return fmt.Errorf("write a calendar: %w", err)
	}
	if len(planned) == 0 {
		return invalid("calendar", "app.error.nothingPlanned")
	}
	steps, err := s.named(ctx, planned)
	if err != nil {
		return fmt.Errorf("write a calendar: %w", err)
	}
	calendar := ics.NewCalendarFor("Attain")
	calendar.SetMethod(ics.MethodPublish)
	describeZone(calendar, s.Now())
	for _, step := range steps {
		s.addStep(calendar, step, text)
	}
	if err := calendar.SerializeTo(w, ics.WithNewLineWindows); err != nil {
		return fmt.Errorf("write a calendar: %w", err)
	}
	return nil
}

// addStep writes one next step as an event.
func (s *Service) addStep(calendar *ics.Calendar, step Step, text sales.Text) {
	a := step.Activity
	event := calendar.AddEvent(string(a.ID) + "@attain")
	event.SetDtStampTime(s.Now())
	event.SetSummary(stepTitle(step, text))
	if notes := strings.TrimSpace(a.Notes); notes != "" {
		event.SetDescription(notes)
	}
	if a.At.IsZero() {
		event.SetAllDayStartAt(a.Day.Time())
		event.SetAllDayEndAt(a.Day.Add(1).Time())
	} else {
		start := a.At.In(s.Now().Location())
		minutes := a.Minutes
		if minutes == 0 {
			minutes = stepMinutes
		}
		localTime(event, ics.ComponentPropertyDtStart, start)
		localTime(event, ics.ComponentPropertyDtEnd, start.Add(time.Duration(minutes)*time.Minute))
	}
	if a.Repeat != sales.RepeatNever {
		event.AddRrule(recurrence(a))
	}
	if !a.RemindAt.IsZero() {
		alarm := event.AddAlarm()
		alarm.SetAction(ics.ActionDisplay)
		alarm.SetProperty(ics.ComponentPropertyDescription, stepTitle(step, text))
		alarm.SetTrigger(trigger(a.RemindAt.Sub(s.startOf(a))))
	}
}

// recurrence is how a step repeats, as a rule of RFC 5545. A calendar leaves
// out the months that lack a day; the rule asks for the last of the days up to
// it instead, as here.
func recurrence(a sales.Activity) string {
	rule := "FREQ=" + strings.ToUpper(string(a.Repeat.Kind()))
	wanted := a.Repeat.MonthDay(a.Day)
	switch {
	case a.Repeat.Kind() != sales.RepeatMonthly || wanted <= 28 && wanted == a.Day.Time().Day():
		return rule
	case wanted <= 28: // it was put off
		return rule + ";BYMONTHDAY=" + strconv.Itoa(wanted)
	default:
		var days []string
		for day := 28; day <= wanted; day++ {
			days = append(days, strconv.Itoa(day))
		}
		return rule + ";BYMONTHDAY=" + strings.Join(days, ",") + ";BYSETPOS=-1"
	}
}

// startOf is when a calendar lets a step begin: its time, else midnight.
func (s *Service) startOf(a sales.Activity) time.Time {
	if !a.At.IsZero() {
		return a.At
	}
	y, m, d := a.Day.Time().Date()
	return time.Date(y, m, d, 0, 0, 0, 0, s.Now().Location())
}

// stepTitle is a step in a line: what, and about whom.
func stepTitle(step Step, text sales.Text) string {
	title := step.Activity.Subject
	if title == "" {
		key := "views.log.type." + string(step.Activity.Type)
		if title = text(key); title == key {
			title = string(step.Activity.Type)
		}
	}
	if step.About != "" {
		title += " · " + step.About
	}
	return title
}

// trigger writes a distance from an event's start in whole minutes, "-PT15M".
func trigger(from time.Duration) string {
	sign, minutes := "", int(from.Round(time.Minute)/time.Minute)
	if minutes < 0 {
		sign, minutes = "-", -minutes
	}
	return fmt.Sprintf("%sPT%dM", sign, minutes)
}

const (
	icsLocal  = "20060102T150405"
	icsOffset = "-0700"
)

func localTime(event *ics.VEvent, property ics.ComponentProperty, at time.Time) {
	event.SetProperty(property, at.Format(icsLocal), ics.WithTZID(zoneName))
}

// describeZone writes the user's zone as VTIMEZONE: the offset that holds now
// and every change of the coming years, so that the file needs no list of
// zones and means the same instants anywhere.
func describeZone(calendar *ics.Calendar, now time.Time) {
	zone := calendar.AddTimezone(zoneName)
	observe := func(token string, at time.Time, from, to time.Time) {
		part := &ics.GeneralComponent{Token: token}
		part.SetProperty(ics.ComponentPropertyDtStart, at.Format(icsLocal))
		part.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetfrom), from.Format(icsOffset))
		part.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetto), to.Format(icsOffset))
		zone.Components = append(zone.Components, part)
	}
	token := func(at time.Time) string {
		if at.IsDST() {
			return "DAYLIGHT"
		}
		return "STANDARD"
	}
	past := now.AddDate(-1, 0, 0) // for steps that are overdue
	observe(token(past), time.Date(1970, 1, 1, 0, 0, 0, 0, now.Location()), past, past)
	for at := past; ; {
		_, change := at.ZoneBounds()
		if change.IsZero() || change.Year() > now.Year()+zoneYears {
			return
		}
		before := change.Add(-time.Second)
		// A change is written in the local time that held before it.
		_, offset := before.Zone()
		observe(token(change), change.In(time.FixedZone("", offset)), before, change)
		at = change
	}
}
