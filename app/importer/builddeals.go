package importer

import "strings"

// drafts makes the drafts of the row; faults are noted in v.
func (v *rowValues) drafts() []Draft {
	switch v.reader.kind {
	case KindDeals:
		return []Draft{v.deal()}
	case KindStageHistory:
		return []Draft{v.move()}
	case KindActivities:
		return []Draft{v.activity()}
	case KindLeads:
		return []Draft{v.lead()}
	case KindQuotas:
		return v.quotas()
	case KindReps:
		return []Draft{v.rep()}
	case KindProducts:
		return []Draft{v.product()}
	case KindAccounts:
		return []Draft{v.account()}
	case KindContacts:
		return []Draft{v.contact()}
	case KindSettings, KindStages, KindProfile, KindGoals:
		return []Draft{v.setup()}
	}
	return nil
}

func (v *rowValues) deal() Draft {
	d := &DealDraft{
		ExternalID: v.id("external_id"), Name: v.text("name"), Account: v.company("account"),
		Rep: v.text("rep"), Product: v.text("product"),
		Units: v.decimal("units"), Amount: v.decimal("amount"), Currency: v.currency("currency"),
		Created: v.moment("created"), Closed: v.moment("closed"), ExpectedClose: v.day("expected_close"),
		Reason: v.text("reason"), Channel: v.text("source"),
		Probability: v.fraction("probability"), NextStep: v.text("next_step"),
	}
	if d.ExternalID == "" && d.Name == "" && d.Account == "" {
		v.fail("name", "", "nameless")
	}
	d.Outcome, d.Stage = v.dealOutcome()
	v.closing(d)
	d.Origin = v.origin(v.dealChanges(d)...)
	return d
}

// dealChanges says which fields the row carries beyond, or despite, the
// mapping.
func (v *rowValues) dealChanges(d *DealDraft) []string {
	var changes []string
	if d.Stage == "" && v.reader.base["stage"] {
		changes = append(changes, "-stage")
	}
	if d.Outcome != OutcomeUnknown {
		changes = append(changes, "outcome")
	}
	open := d.Outcome == OutcomeOpen || d.Outcome == OutcomeUnknown
	if open && v.reader.base["closed"] && !v.reader.base["expected_close"] {
		changes = append(changes, "expected_close")
	}
	if d.Closed.Known() {
		changes = append(changes, "closed")
	}
	return changes
}

// closing sorts out the dates of the end: of an open deal the closed date is
// the expected one.
func (v *rowValues) closing(d *DealDraft) {
	won, lost := v.moment("won_time"), v.moment("lost_time")
	if d.Outcome == OutcomeUnknown && !v.reader.base["stage"] {
		switch {
		case won.Known():
			d.Outcome = OutcomeWon
		case lost.Known():
			d.Outcome = OutcomeLost
		}
	}
	switch d.Outcome {
	case OutcomeWon:
		if !d.Closed.Known() {
			d.Closed = won
		}
	case OutcomeLost:
		if !d.Closed.Known() {
			d.Closed = lost
		}
	default:
		if !d.ExpectedClose.Known() {
			d.ExpectedClose = d.Closed.Day
		}
		d.Closed = Moment{}
		return
	}
}

// dealOutcome decides how the deal stands and which open stage it is in. The
// outcome column wins over the stage's name, that over flags.
func (v *rowValues) dealOutcome() (Outcome, string) {
	stage := v.text("stage")
	fromStage, openStage, closed := v.stageMeaning(stage)
	outcome := v.outcomeColumn(&openStage)
	if outcome == OutcomeUnknown {
		outcome = fromStage
	}
	if outcome == OutcomeUnknown {
		outcome = v.outcomeFlags()
	}
	switch {
	case outcome != OutcomeUnknown:
	case closed:
		v.fail("stage", stage, "closedHow")
	case openStage != "":
		outcome = OutcomeOpen
	}
	return outcome, openStage
}

// stageMeaning tells an open stage's name from one that says won, lost or
// closed.
func (v *rowValues) stageMeaning(stage string) (outcome Outcome, open string, closed bool) {
	if stage == "" {
		return OutcomeUnknown, "", false
	}
	for _, name := range []string{v.raw("stage"), stage} {
		if to, ok := v.reader.values["outcome"][valueKey(name)]; ok {
			outcome, known := outcomeOfWord(to)
			if !known {
				v.fail("outcome", to, "outcome")
			}
			if outcome != OutcomeOpen {
				return outcome, "", true
			}
			return outcome, stage, false
		}
	}
	meaning := v.reader.words.stages.of(v.withoutPipeline(stage), stageMeaningOf)
	outcome, closed = meaning.outcome, meaning.closed
	if !closed || (outcome == OutcomeUnknown && v.reader.stages[fold(stage)]) {
		if !v.reader.stages[fold(stage)] {
			stage = strings.TrimSpace(v.withoutPipeline(stage))
		}
		return OutcomeUnknown, stage, false
	}
	return outcome, "", true
}

// withoutPipeline takes off the pipeline's name that some systems write behind
// a stage's: "Closed Won (Sales Pipeline)".
func (v *rowValues) withoutPipeline(stage string) string {
	open := strings.LastIndexByte(stage, '(')
	if open <= 0 || !strings.HasSuffix(stage, ")") {
		return stage
	}
	inner := fold(stage[open:])
	if strings.Contains(inner, "pipeline") || strings.Contains(inner, "파이프라인") ||
		(v.reader.pipe >= 0 && v.reader.pipe < len(v.cells) && inner == fold(v.cells[v.reader.pipe])) {
		return stage[:open]
	}
	return stage
}

// outcomeColumn reads the outcome column. Where there is no stage column, a
// status that is no outcome is taken for the stage, unless the column is
// called the outcome or was named as such by hand.
func (v *rowValues) outcomeColumn(openStage *string) Outcome {
	word := v.text("outcome")
	if word == "" {
		return OutcomeUnknown
	}
	outcome := v.reader.words.outcomes.of(word, outcomeWord)
	switch {
	case outcome != OutcomeUnknown:
		return outcome
	case !v.reader.base["stage"] && !v.reader.outcome:
		*openStage = word
		return OutcomeOpen
	}
	v.fail("outcome", word, "outcome")
	return OutcomeUnknown
}

func (v *rowValues) outcomeFlags() Outcome {
	won, wonKnown := v.flag("is_won")
	closed, closedKnown := v.flag("is_closed")
	switch {
	case won:
		return OutcomeWon
	case closed && wonKnown:
		return OutcomeLost
	case (closedKnown && !closed) || (wonKnown && !closedKnown):
		return OutcomeOpen
	}
	return OutcomeUnknown
}

func (v *rowValues) move() Draft {
	if v.reader.base["property"] && !v.reader.words.properties.of(v.text("property"), isStageField) {
		v.other = true
		return nil
	}
	d := &MoveDraft{
		Deal: v.id("deal"), At: v.moment("at"), Amount: v.decimal("amount"),
		Probability: v.fraction("probability"), Reason: v.text("reason"),
	}
	d.Outcome, d.Stage = v.dealOutcome()
	if d.Outcome == OutcomeWon || d.Outcome == OutcomeLost {
		d.Stage = ""
	}
	switch {
	case d.Deal == "":
		v.fail("deal", "", "missing")
	case !d.At.Known():
		v.fail("at", "", "missing")
	case d.Stage == "" && d.Outcome != OutcomeWon && d.Outcome != OutcomeLost:
		v.fail("stage", v.raw("stage"), "missing")
	}
	d.Origin = v.origin()
	return d
}

// isStageField recognises the name under which a history of many fields keeps
// the stage: dealstage, StageName, Stage ...
func isStageField(name string) bool {
	folded := fold(name)
	if means(folded, "stageid dealstageid pipelinestage") {
		return true
	}
	for _, s := range dealFields() {
		if s.Name != "stage" {
			continue
		}
		for alias := range strings.SplitSeq(s.Name+"|"+s.aliases, "|") {
			if fold(alias) == folded {
				return folded != ""
			}
		}
	}
	return false
}

// quotas makes one draft, or one per month column of a wide sheet.
func (v *rowValues) quotas() []Draft {
	rep := v.text("rep")
	switch {
	case teamRow(rep):
		rep = ""
	case sumRow(rep):
		v.ignored = true
		return nil
	}
	if len(v.reader.wide) > 0 {
		return v.wideQuotas(rep)
	}
	length, ok := parseLength(v.text("length"))
	if !ok {
		v.fail("length", v.text("length"), "length")
	}
	d := &QuotaDraft{Rep: rep, Amount: v.decimal("amount"), Units: v.decimal("units"), Product: v.text("product")}
	v.measured(d)
	if !d.Amount.Valid && !d.Units.Valid {
		v.fail("amount", "", "missing")
	}
	text, year := v.typed("period", TypePeriod), v.text("year")
	if text == "" {
		text = year
	}
	period, err := ParsePeriod(text, v.yearOf(year), length, v.dateFormat("period").order)
	if layout := v.reader.opts.DateFormat; err != nil && layout != "" {
		if moment, layoutErr := parseMoment(text, v.dateFormat("period")); layoutErr == nil {
			month := moment.Day.Month()
			period, err = monthPeriod(month.Year(), int(month.Calendar()), length)
		}
	}
	if err != nil {
		v.fail("period", text, "period")
	}
	d.Period = period
	d.Origin = v.origin()
	return []Draft{d}
}

func (v *rowValues) yearOf(text string) int {
	period, err := ParsePeriod(text, 0, "", OrderYMD)
	if text == "" || err != nil || period.Length != LengthYear {
		return 0
	}
	return period.Year
}

func (v *rowValues) wideQuotas(rep string) []Draft {
	product, origin := v.text("product"), v.origin("amount", "period")
	year := v.yearOf(v.text("year"))
	var drafts []Draft
	for _, column := range v.reader.wide {
		if column.Index >= len(v.cells) {
			continue
		}
		value := cellText(v.cells[column.Index])
		if isNull(value, TypeNumber) {
			continue
		}
		d := &QuotaDraft{Origin: origin, Rep: rep, Product: product, Period: *column.Period}
		if d.Period.Year == 0 && d.Period.Month == 0 {
			period, err := ParsePeriod(column.Header, year, "", OrderYMD)
			if err != nil {
				v.fail("period", strings.TrimSpace(column.Header+" "+v.text("year")), "period")
			}
			d.Period = period
		}
		d.Amount = v.parsed("amount", value, column.Format).Decimal
		v.measured(d)
		drafts = append(drafts, d)
	}
	v.ignored = len(drafts) == 0
	return drafts
}

// measured moves the number of a table of units to where units belong.
func (v *rowValues) measured(d *QuotaDraft) {
	if means(fold(v.text("measure")), "unit units quantity count 수량 개수 개 대 건") && !d.Units.Valid {
		d.Units, d.Amount = d.Amount, Decimal{}
	}
}
