package views

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// wholeTeam is the rep picker's choice of no rep.
const wholeTeam = "team"

// busyDelay is how long work may take before the wheel turns.
const busyDelay = 250 * time.Millisecond

// topBar stands above every page: the page's title, the period and the rep
// that drive it, the way to the palette and the wheel that turns while
// something is under way.
type topBar struct {
	deps     *Deps
	scope    app.Scope
	kind     periodKind
	onScope  func(app.Scope)
	object   fyne.CanvasObject
	title    *widgets.Text
	kinds    *widgets.Picker
	periods  *widgets.Picker
	reps     *widgets.Picker
	busy     *widget.Activity
	stopBusy func()
}

// newTopBar makes the bar; onScope is told whenever the user chose another
// period or rep.
func newTopBar(deps *Deps, scope app.Scope, kind periodKind, onScope func(app.Scope), onSearch func()) *topBar {
	b := &topBar{deps: deps, scope: scope, kind: kind, onScope: onScope, title: widgets.NewText("", widgets.SizeHeading, widgets.RoleNone).Bold().Shrink(80)}
	b.kinds = deps.picker("", b.kindOptions())
	b.kinds.SetChosen(string(kind))
	b.kinds.OnChosen = func(id string) { b.setKind(periodKind(id)) }
	b.periods = deps.picker("", nil)
	b.periods.OnChosen = b.choosePeriod
	b.reps = deps.picker(deps.Text("views.shell.team"), nil)
	b.reps.OnChosen = b.chooseRep
	b.busy = widget.NewActivity()
	b.busy.Hide()
	b.showPeriod()
	before := newIconButton("", theme.NavigateBackIcon(), func() { b.step(-1) })
	after := newIconButton("", theme.NavigateNextIcon(), func() { b.step(1) })
	now := newButton(deps.Text("views.period.now"), b.now)
	search := newIconButton(deps.Text("views.shell.search"), theme.SearchIcon(), onSearch)
	right := container.NewHBox(
		container.NewGridWrap(fyne.NewSize(22, 36), container.NewCenter(container.NewGridWrap(fyne.NewSize(20, 20), b.busy))),
		fixed(108, b.kinds), before, fixed(176, b.periods), after, now, fixed(164, b.reps), search)
	bar := container.NewBorder(nil, nil, nil, right, container.New(layout.NewCustomPaddedLayout(4, 0, 0, 0), b.title))
	b.object = container.New(layout.NewCustomPaddedLayout(1.5*widgets.Space, widgets.Space, 2*widgets.Space, 2*widgets.Space), bar)
	return b
}

func (b *topBar) kindOptions() []widgets.Option {
	return []widgets.Option{
		{ID: string(kindMonth), Text: b.deps.Text("views.period.kind.month")},
		{ID: string(kindQuarter), Text: b.deps.Text("views.period.kind.quarter")},
		{ID: string(kindYear), Text: b.deps.Text("views.period.kind.year")},
		{ID: string(kindCustom), Text: b.deps.Text("views.period.kind.custom")},
	}
}

func (b *topBar) calendar() sales.Calendar { return b.deps.Settings.Calendar() }

// setReps offers the team and its reps; leavers come last and say so.
func (b *topBar) setReps(reps []sales.Rep) {
	options := []widgets.Option{{ID: wholeTeam, Text: b.deps.Text("views.shell.team")}}
	today := b.deps.Service.Today()
	for _, left := range []bool{false, true} {
		for _, rep := range reps {
			if gone := rep.Left != 0 && rep.Left < today; gone == left {
				option := widgets.Option{ID: string(rep.ID), Text: rep.Name}
				if left {
					option.Detail = b.deps.Text("views.shell.left")
				}
				options = append(options, option)
			}
		}
	}
	b.reps.SetOptions(options)
	b.showRep()
}

func (b *topBar) showRep() {
	id := string(b.scope.RepID)
	if id == "" {
		id = wholeTeam
	}
	b.reps.SetChosen(id)
}

// showPeriod offers the periods of the kind, with the one in view even where
// it lies further away than those offered.
func (b *topBar) showPeriod() {
	options := periodOptions(b.calendar(), b.kind, b.deps.Service.Today(), b.deps.Format)
	known := false
	for _, option := range options {
		known = known || option.ID == b.scope.Period.Label
	}
	if !known {
		options = append([]widgets.Option{{ID: b.scope.Period.Label, Text: b.deps.Format.Period(b.scope.Period)}}, options...)
	}
	b.periods.SetOptions(options)
	b.periods.SetChosen(b.scope.Period.Label)
	b.kinds.SetChosen(string(b.kind))
}

// setKind shows the period of another kind around the one in view: the one
// with today where today is in view.
func (b *topBar) setKind(kind periodKind) {
	if kind == kindCustom {
		b.kinds.SetChosen(string(b.kind))
		b.askRange()
		return
	}
	month := b.scope.Period.From.Month()
	if today := b.deps.Service.Today(); b.scope.Period.Contains(today) {
		month = today.Month()
	}
	b.kind = kind
	b.setPeriod(periodAt(b.calendar(), kind, month))
}

func (b *topBar) choosePeriod(label string) {
	period, err := b.calendar().ParsePeriod(label)
	if err != nil {
		return // the range in view, which is no named period
	}
	b.setPeriod(period)
}

// step goes by periods on or back.
func (b *topBar) step(by int) { b.setPeriod(stepPeriod(b.calendar(), b.kind, b.scope.Period, by)) }

// now goes to the period of today.
func (b *topBar) now() {
	if b.kind == kindCustom {
		b.kind = kindMonth
	}
	b.setPeriod(periodAt(b.calendar(), b.kind, b.deps.Service.Today().Month()))
}

// showMonth goes to a month.
func (b *topBar) showMonth(month sales.Month) {
	b.kind = kindMonth
	b.setPeriod(sales.MonthPeriod(month))
}

func (b *topBar) setPeriod(period sales.Period) {
	b.scope.Period = period
	b.showPeriod()
	b.onScope(b.scope)
}

func (b *topBar) chooseRep(id string) {
	b.scope.RepID = sales.ID(id)
	if id == wholeTeam {
		b.scope.RepID = ""
	}
	b.onScope(b.scope)
}

// askRange asks for the first and the last day of a custom period.
func (b *topBar) askRange() {
	from, to := b.deps.dateEntry(b.scope.Period.From), b.deps.dateEntry(b.scope.Period.To)
	fields := map[string]*widgets.Field{
		"from": widgets.NewField(b.deps.Text("views.period.from"), from).Require(),
		"to":   widgets.NewField(b.deps.Text("views.period.to"), to).Require(),
	}
	var period sales.Period
	b.deps.Shell.AskForm(FormDialog{
		Title: b.deps.Text("views.period.kind.custom"), Submit: b.deps.Text("views.shell.show"), First: from, Fields: fields,
		Rows: []fyne.CanvasObject{columns(fields["from"], fields["to"])},
		Read: func() (_ Command, err error) {
			period, err = rangeIn(dayIn(from), dayIn(to))
			return nil, err
		},
		Done: func() {
			b.kind = kindCustom
			b.setPeriod(period)
		},
	})
}

// setBusy turns the wheel once work has taken a moment.
func (b *topBar) setBusy(works int) {
	switch {
	case works == 0:
		if b.stopBusy != nil {
			b.stopBusy()
			b.stopBusy = nil
		}
		b.busy.Stop()
		b.busy.Hide()
	case b.stopBusy == nil:
		b.stopBusy = b.deps.Runner.After(busyDelay, func() {
			b.busy.Show()
			b.busy.Start()
		})
	}
}
