package importer

import (
	"math"
	"regexp"
	"strings"

	"attain/app/sales"
)

func (v *rowValues) activity() Draft {
	d := &ActivityDraft{
		ExternalID: v.id("external_id"), Rep: v.text("rep"), At: v.atTime(v.moment("at")),
		Deal: v.id("deal"), Lead: v.id("lead"), Account: v.company("account"),
		Subject: v.text("subject"), Minutes: v.minutes(),
	}
	kind := v.text("type")
	d.Type = v.activityType(kind, d.Subject)
	d.Direction = v.direction(kind)
	if outcome := v.text("outcome"); outcome != "" {
		d.Outcome = v.reader.words.results.of(outcome, activityOutcome)
		if saysOnlyDone(d.Type, outcome) {
			d.Outcome = ""
		}
	}
	v.planning(d)
	switch {
	case !d.At.Known():
		v.fail("at", "", "missing")
	case d.Type == "":
		v.fail("type", "", "missing")
	}
	var changes []string
	if d.Direction != "" {
		changes = append(changes, "direction")
	}
	if d.Planned {
		changes = append(changes, "planned")
	}
	d.Origin = v.origin(changes...)
	return d
}

// direction reads the column, else what the type's name says of it.
func (v *rowValues) direction(kind string) sales.Direction {
	word := v.text("direction")
	if word == "" {
		return v.reader.words.implied.of(kind, impliedDirection)
	}
	direction := v.reader.words.directions.of(word, activityDirection)
	if direction == "" {
		v.fail("direction", word, "direction")
	}
	return direction
}

// planning decides whether it is still to be done: by the columns planned and
// done, else by a status that says so.
func (v *rowValues) planning(d *ActivityDraft) {
	if word := v.text("planned"); word != "" {
		d.Planned = v.plan("planned", word) == planTodo
	}
	if word := v.text("done"); word != "" {
		// Yes to "done" is no to "planned": the words of a status mean the same
		// in both columns, a plain yes or no the opposite.
		d.Planned = v.plan("done", word) == planTodo
		if finished, ok := yes(word); ok {
			d.Planned = !finished
		}
		if d.Type == sales.Meeting && d.Outcome == "" && v.isStatus("done") && v.reader.words.plans.of(word, planOf) == planDone {
			d.Outcome = sales.Held
		}
	}
	if d.Outcome != "" && v.reader.words.plans.of(string(d.Outcome), planOf) == planTodo {
		d.Planned, d.Outcome = true, ""
	}
}

// plan reads a word that says whether something is still to be done.
func (v *rowValues) plan(field, word string) plan {
	found := v.reader.words.plans.of(word, planOf)
	if found == planUnknown && !v.isStatus(field) { // which says how it went, too
		v.fail(field, word, "yesno")
	}
	return found
}

// isStatus reports a field that is read from a column of a status, which has
// other words than yes and no.
func (v *rowValues) isStatus(field string) bool {
	return means(fold(v.reader.columns[field].Header), "status taskstatus 상태")
}

// durationPattern is hours, minutes and seconds with words.
var durationPattern = regexp.MustCompile(`(?i)^(?:(\d+)\s*(?:h|hr|hrs|hour|hours|시간))?\s*(?:(\d+)\s*(?:m|min|mins|minute|minutes|분))?\s*(?:(\d+)\s*(?:s|sec|secs|second|seconds|초))?$`)

// minutes reads a duration: a number of minutes (of seconds where the header
// says so), "1:05:00", "1h 20m" or "15분". "5:32" is minutes and seconds, in
// Pipedrive's exports hours and minutes. Seconds round up.
func (v *rowValues) minutes() int {
	value := v.typed("duration", TypeNumber)
	if value == "" {
		return 0
	}
	unit := v.durationUnit()
	if v.reader.hours && strings.Count(value, ":") == 1 {
		value += ":00"
	}
	seconds, ok := worded(value)
	if !ok {
		seconds = unit * v.numberOf("duration", value).Float()
	}
	if seconds < 0 || seconds > 7*24*3600 {
		v.fail("duration", value, "number")
		return 0
	}
	return int(math.Ceil(seconds / 60))
}

// worded reads a duration in seconds with colons or words; false for a plain
// number.
func worded(value string) (seconds float64, ok bool) {
	if allDigits(value) {
		return 0, false
	}
	if parts := strings.Split(value, ":"); len(parts) == 2 || len(parts) == 3 {
		for _, part := range parts {
			if !allDigits(part) || part == "" || len(part) > 4 {
				return 0, false
			}
			seconds = seconds*60 + float64(toInt(part))
		}
		return seconds, true
	}
	found := durationPattern.FindStringSubmatch(value)
	if found == nil {
		return 0, false
	}
	for i, unit := range []float64{3600, 60, 1} {
		if found[i+1] != "" {
			seconds += unit * float64(toInt(found[i+1]))
		}
	}
	return seconds, true
}

// durationUnit is the seconds in one of a duration's plain numbers: a minute,
// unless the header says otherwise or the system is known to count in another.
func (v *rowValues) durationUnit() float64 {
	header := strings.ToLower(v.reader.columns["duration"].Header)
	call := fold(header) == "callduration"
	switch {
	case strings.Contains(header, "milli"), strings.Contains(fold(header), "hscallduration"), call && v.reader.preset == "hubspot":
		return 0.001
	case strings.Contains(header, "second"), strings.Contains(header, "초"), call && v.reader.preset == "salesforce":
		return 1
	}
	return 60
}

func (v *rowValues) lead() Draft {
	d := &LeadDraft{
		ExternalID: v.id("external_id"), Name: v.person(), Company: v.text("company"), Rep: v.text("rep"),
		Channel: v.text("source"), Created: v.moment("created"), Decided: v.moment("decided"),
		Deal: v.id("deal"), Reason: v.text("reason"), Touches: v.touches(),
	}
	if word := v.text("status"); word != "" {
		d.Status = v.reader.words.statuses.of(word, leadStatusWord)
		if d.Status == "" {
			v.fail("status", word, "leadStatus")
		}
	}
	var changes []string
	if converted, ok := v.flag("is_converted"); ok && converted {
		d.Status = sales.LeadQualified
		changes = append(changes, "status")
	}
	if len(v.reader.attrs) > 0 {
		d.Attrs = make(map[string]string, len(v.reader.attrs))
		for _, attr := range v.reader.attrs {
			d.Attrs[attr] = v.text(AttrPrefix + attr)
		}
	}
	d.Origin = v.origin(v.named(d.Name, changes)...)
	return d
}

// named adds the name to the fields that are there if it was put together
// from first and last name.
func (v *rowValues) named(name string, changes []string) []string {
	if name != "" && !v.reader.base["name"] {
		return append(changes, "name")
	}
	return changes
}

// touches reads a number, or touches as "web=2026-03-01;mail_open".
func (v *rowValues) touches() []Touch {
	value := v.typed("touches", TypeNumber)
	if value == "" {
		return nil
	}
	if parsed, err := parseNumber(value, '.'); err == nil {
		count, rounded := parsed.Whole()
		if rounded || count < 0 || count > 100000 {
			v.fail("touches", value, "number")
			return nil
		}
		return []Touch{{Count: int(count)}}
	}
	var touches []Touch
	for _, item := range ParseTuples(strings.ReplaceAll(value, ",", ";")) {
		touch := Touch{Type: activityType(item[0]), Count: 1}
		if len(item) > 1 {
			moment, err := parseMoment(item[1], dateFormat{order: OrderDMY, location: v.reader.opts.Location})
			if err != nil {
				v.fail("touches", value, "date")
			}
			touch.Day = moment.Day
		}
		touches = append(touches, touch)
	}
	return touches
}

func (v *rowValues) rep() Draft {
	d := &RepDraft{
		ExternalID: v.id("external_id"), Name: v.person(), Email: v.text("email"), Manager: v.text("manager"),
		Started: v.day("started"), Left: v.day("left"),
	}
	if d.Name == "" {
		d.Name = d.Email
	}
	if d.Name == "" && d.ExternalID == "" {
		v.fail("name", "", "nameless")
	}
	if d.Left.Known() && d.Started.Known() && d.Left < d.Started {
		v.fail("left", d.Left.String(), "leftBeforeStarted", "Started", d.Started.String())
	}
	if sumRow(d.Name) {
		v.ignored = true
	}
	d.Origin = v.origin(v.named(d.Name, nil)...)
	return d
}

func (v *rowValues) product() Draft {
	d := &ProductDraft{ExternalID: v.id("external_id"), Name: v.text("name"), Price: v.decimal("price"), Category: v.text("category")}
	if d.Name == "" && d.ExternalID == "" {
		v.fail("name", "", "nameless")
	}
	d.Origin = v.origin()
	return d
}

func (v *rowValues) account() Draft {
	d := &AccountDraft{ExternalID: v.id("external_id"), Name: v.text("name"), Industry: v.text("industry"), Region: v.text("region")}
	if d.Name == "" && d.ExternalID == "" {
		v.fail("name", "", "nameless")
	}
	d.Origin = v.origin()
	return d
}

func (v *rowValues) contact() Draft {
	d := &ContactDraft{
		ExternalID: v.id("external_id"), Name: v.person(), Email: v.text("email"), Phone: v.text("phone"),
		Title: v.text("title"), Account: v.company("account"), Deal: v.id("deal"), Lead: v.id("lead"),
	}
	if d.Name == "" {
		d.Name = d.Email
	}
	if d.Name == "" && d.ExternalID == "" {
		v.fail("name", "", "nameless")
	}
	d.Origin = v.origin(v.named(d.Name, nil)...)
	return d
}

// setup is a row of how the team works; the application takes it apart.
func (v *rowValues) setup() Draft {
	d := &SetupDraft{}
	if kind := v.text("type"); kind != "" {
		d.Type = v.reader.words.types.of(kind, activityType)
	}
	d.Origin = v.origin()
	if v.reader.kind == KindStages {
		v.stage(d)
	}
	return d
}

// stage says of a stage of another system what its flags or its name do: how it
// closes a deal, and whether it is still used.
func (v *rowValues) stage(d *SetupDraft) {
	if active, ok := v.flag("active"); ok && !active {
		v.ignored = true
	}
	won, _ := v.flag("is_won")
	closed, _ := v.flag("is_closed")
	named, _ := outcomeOfStage(d.Extra["name"])
	_, wonKnown := v.reader.columns["is_won"]
	switch {
	case d.Extra["kind"] != "":
	case won || named == OutcomeWon:
		d.Extra["kind"] = string(OutcomeWon)
	case closed && wonKnown || named == OutcomeLost:
		d.Extra["kind"] = string(OutcomeLost)
	}
}
