package widgets

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

func koreanDates() DateTexts {
	return DateTexts{
		Days: [7]string{"일", "월", "화", "수", "목", "금", "토"}, WeekStart: time.Sunday,
		Month:   func(year int, month time.Month) string { return fmt.Sprintf("%d년 %d월", year, month) },
		Layouts: []string{"2006. 1. 2."}, Hint: "YYYY-MM-DD", Invalid: "날짜가 아닙니다", Today: "2026-11-23",
	}
}

func TestDateEntryReadsItsForms(t *testing.T) {
	s := newStage(t)
	d := NewDateEntry(s.overlay, koreanDates())
	cases := []struct {
		text, date string
		ok         bool
	}{
		{"", "", true},
		{"2026-02-28", "2026-02-28", true},
		{" 2026-2-8 ", "2026-02-08", true},
		{"20261105", "2026-11-05", true},
		{"2026. 3. 9.", "2026-03-09", true},
		{"2026-02-30", "", false},
		{"09/03/2026", "", false},
		{"morgen", "", false},
	}
	for _, c := range cases {
		d.SetText(c.text)
		if date, ok := d.Date(); date != c.date || ok != c.ok {
			t.Errorf("%q is %q, %v", c.text, date, ok)
		}
		if problem := d.Problem(); (problem == "") != c.ok {
			t.Errorf("%q has the problem %q", c.text, problem)
		}
	}
}

func TestDateEntryStepsByKeys(t *testing.T) {
	s := newStage(t)
	d := NewDateEntry(s.overlay, koreanDates())
	s.show(d, 300, 400)
	s.focus(d)
	s.keys(fyne.KeyUp)
	if d.Text != "2026-11-23" {
		t.Errorf("the first step in an empty entry is %q, want today", d.Text)
	}
	d.SetDate("2027-01-31")
	s.keys(fyne.KeyPageUp)
	if d.Text != "2027-02-28" {
		t.Errorf("a month after 31 January is %q", d.Text)
	}
	s.keys(fyne.KeyUp, fyne.KeyDown, fyne.KeyDown)
	if d.Text != "2027-02-27" {
		t.Errorf("one day up and two down is %q", d.Text)
	}
	d.SetText("2026. 3. 9.")
	s.window.Canvas().Unfocus()
	if d.Text != "2026-03-09" {
		t.Errorf("left, the entry shows %q", d.Text)
	}
}

func TestMonthPicksByKeyAndPointer(t *testing.T) {
	s := newStage(t)
	d := NewDateEntry(s.overlay, koreanDates())
	s.show(container.NewVBox(d), 400, 500)
	s.focus(d)
	d.SetDate("2026-11-19")
	s.shortcut(fyne.KeyModifierAlt, fyne.KeyDown)
	got := texts(d.month)
	if got[0] != "2026년 11월" || got[1] != "일" || got[8] != "1" {
		t.Errorf("November 2026, which starts on a Sunday, shows %q", got[:12])
	}
	s.keys(fyne.KeyDown, fyne.KeyRight, fyne.KeyReturn)
	if d.Text != "2026-11-27" || s.focused() != d {
		t.Errorf("eight days on is %q, the keyboard is on %T", d.Text, s.focused())
	}
	d.OpenMonth()
	d.month.Tapped(&fyne.PointEvent{Position: fyne.NewPos(3.5*daySide, monthHead+daySide*1.5)})
	if d.Text != "2026-11-04" {
		t.Errorf("the fourth day of the first row is %q", d.Text)
	}
	d.OpenMonth()
	s.keys(fyne.KeyPageDown, fyne.KeyEscape)
	if d.Text != "2026-11-04" || s.window.Canvas().Overlays().Top() != nil {
		t.Error("Escape does not leave the month as it was")
	}
}

func TestWeekCanStartOnMonday(t *testing.T) {
	texts := koreanDates()
	texts.WeekStart = time.Monday
	m := newMonth(texts, time.Date(2026, 11, 19, 0, 0, 0, 0, time.UTC))
	if got := m.first().Format(isoDate); got != "2026-10-26" {
		t.Errorf("the upper left day is %s", got)
	}
}

func TestNumberFormat(t *testing.T) {
	money := NumberFormat{Decimal: ".", Group: ",", Places: 2, Multipliers: map[string]int64{"k": 1000, "만": 10_000}}
	german := NumberFormat{Decimal: ",", Group: ".", Places: 2}
	whole := NumberFormat{Decimal: ".", Group: ","}
	cases := []struct {
		format NumberFormat
		text   string
		want   int64
		ok     bool
	}{
		{money, "1,234.5", 123450, true},
		{money, "1234", 123400, true},
		{money, "-0.05", -5, true},
		{money, "1.5k", 150000, true},
		{money, "3만", 3000000, true},
		{money, "0.005", 0, false},
		{money, "1.2.3", 0, false},
		{money, "", 0, false},
		{money, "-", 0, false},
		{money, "12x", 0, false},
		{money, "12,,5", 0, false},
		{money, "1,2,3", 0, false},
		{money, "1,234,567.5", 123456750, true},
		{money, "12,34,567", 123456700, true},
		{money, "99999999999999999999", 0, false},
		{german, "1.234,56", 123456, true},
		{whole, "1 000", 1000, true},
		{whole, "1.5", 0, false},
	}
	for _, c := range cases {
		if got, ok := c.format.Parse(c.text); got != c.want || ok != c.ok {
			t.Errorf("%q is %d, %v; want %d, %v", c.text, got, ok, c.want, c.ok)
		}
	}
	for n, want := range map[int64]string{0: "0", 123400: "1,234", 123450: "1,234.50", -5: "-0.05", -9223372036854775808: "-92,233,720,368,547,758.08"} {
		if got := money.Format(n); got != want {
			t.Errorf("%d is written %s, want %s", n, got, want)
		}
	}
}

func TestNumberEntryTellsAndGroups(t *testing.T) {
	s := newStage(t)
	n := NewMoneyEntry(NumberFormat{Decimal: ".", Group: ",", Places: 2, Invalid: "no amount"}, "$")
	var last string
	n.OnNumber = func(number int64, filled, ok bool) { last = fmt.Sprint(number, filled, ok) }
	s.show(n, 300, 60)
	s.focus(n)
	s.typed("1234567")
	if last != "123456700 true true" {
		t.Errorf("told %s", last)
	}
	s.window.Canvas().Unfocus()
	if n.Text != "1,234,567" {
		t.Errorf("left, the entry shows %q", n.Text)
	}
	n.SetText("a lot")
	if n.Problem() != "no amount" {
		t.Errorf("problem %q", n.Problem())
	}
	n.SetText("")
	if _, filled, ok := n.Number(); filled || !ok {
		t.Error("empty is not allowed")
	}
}

func TestSearchWaitsForAPause(t *testing.T) {
	s := newStage(t)
	var looked []string
	search := NewSearchEntry(s.clock, "Search", func(text string) { looked = append(looked, text) })
	s.show(search, 300, 60)
	s.focus(search)
	s.typed("ac")
	s.clock.advance(searchDelay / 2)
	s.typed("me")
	s.clock.advance(searchDelay)
	s.typed("!")
	s.keys(fyne.KeyReturn)
	s.clock.advance(time.Second)
	s.keys(fyne.KeyEscape)
	same(t, "looked for", looked, "acme", "acme!", "")
}

func someOptions(n int) []Option {
	options := make([]Option, n)
	for i := range options {
		options[i] = Option{ID: fmt.Sprint("o", i), Text: fmt.Sprint("Account ", i)}
	}
	return options
}

func TestPickerNarrowsByTyping(t *testing.T) {
	s := newStage(t)
	p := NewPicker(s.overlay, containsRank, PickerTexts{Hint: "Choose", Search: "Type", None: "Nothing"}, someOptions(5000))
	var chosen []string
	p.OnChosen = func(id string) { chosen = append(chosen, id) }
	s.show(container.NewVBox(p), 400, 500)
	if !slices.Contains(texts(p), "Choose") {
		t.Errorf("the empty picker shows %q", texts(p))
	}
	s.focus(p)
	s.typed("4")
	s.typed("99")
	if n := len(all[*choiceRow](p.list)); n > 20 {
		t.Errorf("%d rows exist for 5,000 options", n)
	}
	s.keys(fyne.KeyDown, fyne.KeyReturn)
	same(t, "chosen", chosen, "o1499")
	if p.Chosen() != "o1499" || !slices.Contains(texts(p), "Account 1499") || s.focused() != p {
		t.Errorf("the picker holds %q, shows %q, the keyboard is on %T", p.Chosen(), texts(p), s.focused())
	}
	s.keys(fyne.KeyReturn)
	s.typed("nobody")
	if !slices.Contains(texts(p.list), "Nothing") {
		t.Errorf("without a match the list shows %q", texts(p.list))
	}
	s.keys(fyne.KeyReturn, fyne.KeyEscape)
	same(t, "chosen", chosen, "o1499")
	p.SetOptions(someOptions(3))
	if p.Chosen() != "" {
		t.Error("what is no longer offered is still chosen")
	}
}

// TestPickerOpensAtWhatIsChosen opens and closes it by Return: the choice stays,
// and its line is in sight.
func TestPickerOpensAtWhatIsChosen(t *testing.T) {
	s := newStage(t)
	p := NewPicker(s.overlay, containsRank, PickerTexts{}, someOptions(5000))
	p.SetChosen("o4000")
	s.show(container.NewVBox(p), 400, 500)
	s.focus(p)
	s.keys(fyne.KeyReturn)
	if !slices.Contains(texts(p.list), "Account 4000") {
		t.Errorf("the list shows %q", texts(p.list))
	}
	s.keys(fyne.KeyReturn)
	if p.Chosen() != "o4000" {
		t.Errorf("Return twice changed the choice to %q", p.Chosen())
	}
	s.keys(fyne.KeyReturn, fyne.KeyDown, fyne.KeyReturn)
	if p.Chosen() != "o4001" {
		t.Errorf("the next one is %q", p.Chosen())
	}
}

func TestPickerByPointerAndDisabled(t *testing.T) {
	s := newStage(t)
	p := NewPicker(s.overlay, containsRank, PickerTexts{}, someOptions(3))
	s.show(container.NewVBox(p), 400, 500)
	test.Tap(p)
	test.Tap(all[*choiceRow](p.list)[2])
	if p.Chosen() != "o2" {
		t.Errorf("clicked the third, chosen is %q", p.Chosen())
	}
	p.Disable()
	test.Tap(p)
	if s.window.Canvas().Overlays().Top() != nil {
		t.Error("a disabled picker opens")
	}
}

type filled struct {
	*stage
	form             *Form
	name             *Input
	date             *DateEntry
	dateField        *Field
	submits, cancels int
}

func formOnStage(t *testing.T) *filled {
	t.Helper()
	f := &filled{stage: newStage(t), name: NewInput()}
	f.date = NewDateEntry(f.overlay, koreanDates())
	f.dateField = NewField("Close", f.date).Hint("Day the deal closes")
	notes := NewNotes(2)
	f.form = NewForm(f.keyboard(nil), "Save", "Cancel", NewField("Name", f.name).Require(), container.NewGridWithColumns(2, f.dateField), NewField("Notes", notes))
	f.form.OnSubmit = func() { f.submits++ }
	f.form.OnCancel = func() { f.cancels++ }
	f.show(f.form, 400, 400)
	f.focus(f.name)
	return f
}

func TestFormWaitsForTheLastSyllable(t *testing.T) {
	f := formOnStage(t)
	var at string
	f.form.OnSubmit = func() { at = f.name.Text }
	f.typed("한빛전")
	f.keys(fyne.KeyReturn)
	f.keys(fyne.KeyReturn)
	f.typed("자") // the input method commits after the key
	f.clock.advance(submitDelay)
	if at != "한빛전자" {
		t.Errorf("submitted %q", at)
	}
}

func TestFormShowsTheProblemInsteadOfSubmitting(t *testing.T) {
	f := formOnStage(t)
	before := f.form.MinSize().Height
	f.date.SetText("soon")
	f.form.Submit()
	f.clock.advance(submitDelay)
	if f.submits != 0 || f.dateField.Error() != "날짜가 아닙니다" || !slices.Contains(texts(f.dateField), "날짜가 아닙니다") {
		t.Errorf("%d submits, the field shows %q", f.submits, texts(f.dateField))
	}
	if f.focused() != f.date {
		t.Errorf("%T has the keyboard, not the wrong date", f.focused())
	}
	f.date.SetText("2026-12-01")
	f.form.Submit()
	f.clock.advance(submitDelay)
	if f.submits != 1 || f.dateField.Error() != "" || !slices.Contains(texts(f.dateField), "Day the deal closes") {
		t.Errorf("%d submits, the field shows %q", f.submits, texts(f.dateField))
	}
	f.form.Fail("The deal was changed meanwhile.")
	if f.form.MinSize().Height <= before || f.form.Failure() == "" {
		t.Error("a failure of the whole form takes no room")
	}
}

func TestFormKeys(t *testing.T) {
	f := formOnStage(t)
	order := []fyne.Focusable{}
	for range 6 {
		order = append(order, f.focused())
		f.window.Canvas().FocusNext()
	}
	if order[0] != f.name || order[1] != f.date || order[3] != f.form.cancel || order[4] != f.form.submit || order[5] != f.name {
		t.Errorf("Tab goes %v", order)
	}
	notes, ok := order[2].(*Input)
	if !ok || !notes.MultiLine {
		t.Fatalf("the third is %T", order[2])
	}
	f.focus(notes)
	f.keys(fyne.KeyReturn)
	f.shortcut(fyne.KeyModifierControl, fyne.KeyReturn)
	f.clock.advance(submitDelay)
	if notes.Text != "\n" || f.submits != 1 {
		t.Errorf("Enter in the notes wrote %q, Ctrl+Enter submitted %d times", notes.Text, f.submits)
	}
	f.keys(fyne.KeyEscape)
	if f.cancels != 1 {
		t.Errorf("Escape cancelled %d times", f.cancels)
	}
	f.form.Submit()
	f.form.Cancel()
	f.clock.advance(time.Second)
	if f.submits != 1 {
		t.Error("a cancelled form was submitted")
	}
	f.form.SetBusy(true)
	if !f.form.submit.Disabled() {
		t.Error("a busy form can be submitted again")
	}
}

func TestDialogHoldsAndReturnsTheKeyboard(t *testing.T) {
	s := newStage(t)
	before, inside := NewInput(), NewInput()
	s.show(before, 600, 400)
	s.focus(before)
	form := NewForm(s.keyboard(nil), "Save", "Cancel", NewField("Name", inside))
	closed := 0
	dialog := NewDialog(s.overlay, "New deal", form, 300, inside).OnClosed(func() { closed++ })
	dialog.Show()
	if s.focused() != inside || !dialog.Open() {
		t.Fatalf("the keyboard is on %T", s.focused())
	}
	s.keys(fyne.KeyEscape)
	dialog.Close()
	if s.focused() != before || dialog.Open() || closed != 1 {
		t.Errorf("closed %d times, the keyboard is on %T", closed, s.focused())
	}
}

// TestTheCursorStandsBehindWordsThatAreThere lets one type on: it stood before
// them.
func TestTheCursorStandsBehindWordsThatAreThere(t *testing.T) {
	s := newStage(t)
	line, notes := NewInput(), NewNotes(3)
	s.show(container.NewVBox(line, notes), 400, 200)
	for text, input := range map[string]*Input{"Qualify 한빛": line, "first\nsecond": notes} {
		input.SetText(text)
		s.focus(input)
		input.TypedRune('!')
		if input.Text != text+"!" {
			t.Errorf("typed on, %q is %q", text, input.Text)
		}
	}
}
