package views

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"attain/app"
	"attain/app/sales"
	"attain/assets"
	"attain/data"
	"attain/views/widgets"
)

// wrongValue is what may be typed into a field of Settings, and the key of the
// words that must stand beside it.
type wrongValue struct{ text, want string }

// notANumber and what follows are what fields of a kind have in common.
func notANumber(of string) []wrongValue {
	return []wrongValue{{"abc", of}, {"1,,2", of}, {"1e30", of}, {"99999999999999999999", of}}
}

func noNumber(more ...wrongValue) []wrongValue {
	return append(notANumber("views.shell.number.invalid"), more...)
}

func notADay(more ...wrongValue) []wrongValue {
	of := "views.shell.date.invalid"
	return append([]wrongValue{{"morgen", of}, {"31.02.2026", of}, {"2026-02-31", of}, {"-5", of}, {"99999999", of}}, more...)
}

// anyText is the table's row of a field that takes every text.
var anyText = []wrongValue{}

// settingsRow is a place of Settings with its fields by the keys of their
// labels.
type settingsRow struct {
	place  string // section, or the section with the dialog opened from it
	open   func(*settingsPage)
	fields map[string][]wrongValue
}

// settingsTable is every editable field of Settings with what is refused in it.
func settingsTable() []settingsRow {
	negative, name := wrongValue{"-1", "app.error.negative"}, []wrongValue{{"", "app.error.name"}, {"   ", "app.error.name"}}
	limits := noNumber(negative, wrongValue{"3651", "app.error.stageDays"}, wrongValue{"9000000000000", "app.error.stageDays"}, wrongValue{"1.5", "views.shell.number.invalid"})
	rows := []settingsRow{
		{"process", func(p *settingsPage) { p.editStage(0) }, map[string][]wrongValue{
			"views.settings.stage.name":        append(name, wrongValue{"\u00a0", "app.error.name"}),
			"views.settings.stage.definition":  anyText,
			"views.settings.stage.criteria":    anyText,
			"views.settings.stage.probability": noNumber(wrongValue{"-1", "app.error.probability"}, wrongValue{"100.1", "app.error.probability"}),
			"views.settings.stage.limit":       limits,
			"views.settings.stage.quiet":       limits,
		}},
		{"team", func(p *settingsPage) { p.editRep(p.data.reps[0]) }, map[string][]wrongValue{
			"views.settings.rep.name":     name,
			"views.settings.rep.email":    anyText,
			"views.settings.rep.manager":  anyText,
			"views.settings.rep.started":  notADay(),
			"views.settings.rep.left":     notADay(wrongValue{"1900-01-01", "app.error.leftBeforeStart"}),
			"views.settings.rep.capacity": noNumber(negative, wrongValue{"10001", "app.error.capacity"}),
			"views.settings.rep.ramp":     {{"abc", "views.settings.rep.rampInvalid"}, {"-5", "views.settings.rep.rampInvalid"}, {"25, 101", "views.settings.rep.rampInvalid"}},
			"views.settings.rep.absences": {
				{"summer", "views.settings.rep.absencesInvalid"},
				{"2026-02-31", "views.settings.rep.absencesInvalid"},
				{"2026-08-01\n2026-07-14 – 2026-07-01", "views.settings.spanReversed"},
			},
		}},
		{"products", func(p *settingsPage) { p.editProduct(p.data.products[0]) }, map[string][]wrongValue{
			"views.settings.product.name":     name,
			"views.settings.product.category": anyText,
			"views.settings.product.price":    append(notANumber("views.shell.amount.invalid"), negative, wrongValue{"9,100,000,000,000,000", "app.error.tooLarge"}),
		}},
		{"profile", func(p *settingsPage) { p.editCriterion(0) }, map[string][]wrongValue{
			"views.settings.profile.attribute": name,
			"views.settings.profile.value":     anyText,
			"views.settings.profile.weight": noNumber(wrongValue{"-1", "app.error.weight"}, wrongValue{"0", "app.error.weight"}, wrongValue{"", "app.error.weight"},
				wrongValue{"1001", "app.error.weightLarge"}),
		}},
		{"goals", func(p *settingsPage) { p.editGoal(p.data.goals[0]) }, map[string][]wrongValue{
			"views.settings.goal.count": noNumber(negative, wrongValue{"", "app.error.zero"}, wrongValue{"0", "app.error.zero"}, wrongValue{"10001", "app.error.goal"}),
		}},
		{"calendar", nil, map[string][]wrongValue{
			"views.settings.holidays": {
				{"Christmas", "views.settings.holidaysInvalid"},
				{"25/12", "views.settings.holidaysInvalid"},
				{"-1", "views.settings.holidaysInvalid"},
				{"2026-02-31", "views.settings.holidaysInvalid"},
				{"99999999999", "views.settings.holidaysInvalid"},
				{"2026-12-25\n2026-12-26 – 2026-12-24", "views.settings.spanReversed"},
				{"2026-12-26 ~ 2026-12-24", "views.settings.spanReversed"},
				{"1900-01-01 – 9999-12-31", "views.settings.spanLong"},
			},
		}},
		{"general", nil, map[string][]wrongValue{}},
		{"data", nil, map[string][]wrongValue{}},
	}
	return append(rows, settingsRow{"thresholds", nil, thresholdRows()})
}

// thresholdRows are the thresholds with what lies beyond them.
func thresholdRows() map[string][]wrongValue {
	fields := map[string][]wrongValue{}
	for _, t := range thresholdsOf(&sales.Thresholds{}) {
		reason := map[string]string{
			"on_track": "pace", "behind": "pace", "contact_benchmark": "perThousand", "follow_ups": "times", "warm_touches": "times",
			"give_up_days": "days", "effect_days": "days", "default_quiet_days": "days", "closing_within_days": "days",
			"false_discovery": "falseDiscovery", "draws": "draws", "forecast_history": "months", "days_per_deal": "daysPerDeal",
		}[t.field]
		switch {
		case reason != "":
		case t.percent:
			reason = "percent"
		default:
			reason = "sample"
		}
		beyond := "app.error." + reason
		fields["views.settings.threshold."+t.key] = noNumber(
			wrongValue{"", "views.shell.number.invalid"}, wrongValue{"-1", beyond}, wrongValue{"9000000", beyond}, wrongValue{"9000000000000", beyond})
	}
	return fields
}

// TestEveryFieldOfSettingsRefusesWrongValues drives every editable field of
// Settings with wrong values, in both languages: the words stand beside that
// field and no other, what was typed stays, and nothing is written.
func TestEveryFieldOfSettingsRefusesWrongValues(t *testing.T) {
	for _, lang := range assets.Languages {
		t.Run(lang, func(t *testing.T) {
			s := open(t, newService(t, smallDemo(lang)), "light", PageSettings)
			before, tried := everySetting(s.service), 0
			for _, row := range settingsTable() {
				s.openRow(row)
				s.knowsEveryField(row)
				for label, values := range row.fields {
					for _, value := range values {
						s.tryWrong(row, label, value)
						tried++
					}
				}
				s.closeDialogs()
			}
			if tried < 250 {
				t.Errorf("only %d values were tried", tried)
			}
			if after := everySetting(s.service); !reflect.DeepEqual(before, after) {
				t.Error("a refused value was written")
			}
		})
	}
}

// everySetting is all that Settings changes.
func everySetting(service *app.Service) settingsData { return ok(readSettings(ctx, service)) }

func (s *stand) closeDialogs() {
	for len(s.shell.dialogs) > 0 {
		s.shell.CloseDialog()
	}
}

// openRow opens the place of a row as nobody has typed into it.
func (s *stand) openRow(row settingsRow) {
	page := s.section(row.place)
	clear(page.deps.Drafts)
	page.show()
	if row.open != nil {
		row.open(page)
	}
	s.settle()
}

// tryWrong types a wrong value into a field, submits, and puts back what was there.
func (s *stand) tryWrong(row settingsRow, label string, value wrongValue) {
	s.t.Helper()
	field := s.field(s.shell.deps.Text(label))
	was := textIn(field)
	field.Input.(interface{ SetText(string) }).SetText(value.text)
	dialogs := len(s.shell.dialogs)
	shownOf[*widgets.Form](s)[0].Submit()
	s.settle()
	if len(s.shell.dialogs) != dialogs {
		s.t.Errorf("%s closes with %q in %s", row.place, value.text, label)
		s.openRow(row)
		return
	}
	said := s.shell.deps.Text(value.want, "Value", "\x00")
	head, tail, _ := strings.Cut(sentence(said), "\x00")
	if got := field.Error(); got == "" || !strings.HasPrefix(got, head) || !strings.HasSuffix(strings.TrimSuffix(got, "."), strings.TrimSuffix(tail, ".")) {
		// What an input knows by itself is no whole sentence.
		if got != said {
			s.t.Errorf("%s, %s: beside %q stands %q, want %q", row.place, label, value.text, got, sentence(said))
		}
	}
	for _, other := range shownOf[*widgets.Field](s) {
		if other != field && other.Error() != "" {
			s.t.Errorf("%s, %s: %q is said beside %s", row.place, label, other.Error(), other.Label())
		}
	}
	if input, is := field.Input.(fyne.Focusable); is && s.focused() != input {
		s.t.Errorf("%s: %T has the keyboard, not %s, which is wrong", row.place, s.focused(), label)
	}
	if is := textIn(field); is != value.text {
		s.t.Errorf("%s, %s: %q became %q", row.place, label, value.text, is)
	}
	field.Input.(interface{ SetText(string) }).SetText(was)
}

// knowsEveryField fails for a field that takes typed text and is not in the
// table.
func (s *stand) knowsEveryField(row settingsRow) {
	s.t.Helper()
	known := map[string]bool{}
	for label := range row.fields {
		known[s.shell.deps.Text(label)] = true
	}
	for _, field := range shownOf[*widgets.Field](s) {
		typed, is := field.Input.(interface {
			SetText(string)
			Disabled() bool
		})
		if is && !typed.Disabled() && !known[field.Label()] {
			s.t.Errorf("%s: no wrong values for %q", row.place, field.Label())
		}
	}
}

// TestEveryWrongThresholdIsSaidAtOnce empties or overfills all thresholds.
func TestEveryWrongThresholdIsSaidAtOnce(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PageSettings)
	for _, value := range []string{"", "9000000"} {
		page := s.section("thresholds")
		clear(page.deps.Drafts)
		page.show()
		fields := shownOf[*widgets.Field](s)
		for _, field := range fields {
			field.Input.(*widgets.NumberEntry).SetText(value)
		}
		s.press("Save")
		for _, field := range fields {
			if field.Error() == "" {
				t.Errorf("nothing is said beside %s about %q", field.Label(), value)
			}
		}
	}
}

// TestFirstWrongFieldComesIntoView saves the thresholds from their end, where
// the first of them is wrong and out of sight.
func TestFirstWrongFieldComesIntoView(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PageSettings)
	page := s.section("thresholds")
	s.fill("On track from", "900")
	form := shownOf[*widgets.Form](s)[0]
	var scrolls []*container.Scroll
	visitShown(page.body, func(object fyne.CanvasObject) {
		if scroll, is := object.(*container.Scroll); is && scroll.Content.MinSize().Height > scroll.Size().Height {
			scrolls = append(scrolls, scroll)
		}
	})
	if len(scrolls) != 1 {
		t.Fatalf("%d scrolls", len(scrolls))
	}
	scrolls[0].ScrollToBottom()
	if scrolls[0].Offset.Y == 0 {
		t.Fatal("the thresholds do not scroll")
	}
	form.Submit()
	s.settle()
	if got := s.field("On track from").Error(); got == "" || scrolls[0].Offset.Y > 40 {
		t.Errorf("beside the field stands %q, the view is at %v", got, scrolls[0].Offset)
	}
}

// TestWhatIsTypedInSettingsStays types into a section, looks at another while
// the settings change elsewhere, and comes back.
func TestWhatIsTypedInSettingsStays(t *testing.T) {
	s := open(t, newService(t, twoReps), "light", PageSettings)
	s.section("thresholds")
	s.fill("On track from", "97")
	s.section("calendar")
	s.fill("Holidays", "2026-12-25")
	s.shell.switchTheme()
	s.settle()
	if got := textIn(s.field("Holidays")); got != "2026-12-25" {
		t.Errorf("the holidays became %q when the theme changed", got)
	}
	s.section("thresholds")
	if got := textIn(s.field("On track from")); got != "97" {
		t.Errorf("the threshold became %q", got)
	}
	s.press("Save")
	if got := ok(s.service.Settings(ctx)).Thresholds.OnTrack; got != 0.97 {
		t.Errorf("on track from %v", got)
	}
	s.shell.undo()
	s.settle()
	if got := textIn(s.field("On track from")); got != "99" {
		t.Errorf("after saving and undo stands %q", got)
	}
	s.section("calendar")
	s.press("Reset")
	if got := textIn(s.field("Holidays")); got != "" {
		t.Errorf("after Reset stands %q", got)
	}
}

// TestSecondPlaceIsRefusedBesideItsField chooses folders that will not do.
func TestSecondPlaceIsRefusedBesideItsField(t *testing.T) {
	for _, lang := range assets.Languages {
		s, path := withBackups(t)
		text := s.service.Text(lang)
		s.shell.options.Lang = lang
		s.shell.settle()
		s.settle()
		s.section("data")
		file := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		for folder, want := range map[string]string{
			file:                         "app.error.backupFolder",
			filepath.Join(file, "below"): "app.error.backupFolder",
			"/proc":                      "app.error.backupFolder", // there, and not to be written
			"/proc/missing":              "app.error.backupFolder",
			filepath.Dir(app.BackupName(path, thatDay)): "app.error.backupFolderFirst",
		} {
			s.chooseSecond(folder)
			if got := s.field(text("views.settings.secondPlace")).Error(); got != sentence(text(want)) {
				t.Errorf("%s: beside the field stands %q", folder, got)
			}
			if got := ok(s.service.Settings(ctx)).BackupFolder; got != "" || s.shell.banner.Says() != "" {
				t.Errorf("%s is kept as %q; the banner says %q", folder, got, s.shell.banner.Says())
			}
		}
		fine := filepath.Join(t.TempDir(), "new")
		s.chooseSecond(fine)
		if got := s.field(text("views.settings.secondPlace")).Error(); got != "" || ok(s.service.Settings(ctx)).BackupFolder != fine {
			t.Errorf("a good folder is answered by %q", got)
		}
		if left := ok(os.ReadDir(fine)); len(left) != 0 {
			t.Errorf("the folder holds %v", left)
		}
	}
}

// chooseSecond chooses a folder as the second place as the file dialog does.
func (s *stand) chooseSecond(folder string) {
	s.t.Helper()
	page, is := s.shell.pages[PageSettings].(*settingsPage)
	if !is {
		s.t.Fatal("Settings is not open")
	}
	page.keepSecondPlace(s.field(s.shell.deps.Text("views.settings.secondPlace")), folder)
	s.settle()
}

// TestRangeThatEndsBeforeItsStartIsRefused asks for a period of one's own.
func TestRangeThatEndsBeforeItsStartIsRefused(t *testing.T) {
	for _, lang := range assets.Languages {
		s := open(t, newService(t, founded(lang)), "light", PageToday)
		text := s.shell.deps.Text
		before := s.shell.scope.Period
		s.shell.bar.setKind(kindCustom)
		from, to := text("views.period.from"), text("views.period.to")
		for _, c := range []struct{ from, to, wrongFrom, wrongTo string }{
			{"2026-02-01", "2026-01-01", "", "views.period.reversed"},
			{"", "", "views.shell.date.needed", "views.shell.date.needed"},
			{"2026-02-01", "", "", "views.shell.date.needed"},
		} {
			s.fill(from, c.from)
			s.fill(to, c.to)
			s.press(text("views.shell.show"))
			for label, want := range map[string]string{from: c.wrongFrom, to: c.wrongTo} {
				if want != "" {
					want = sentence(text(want))
				}
				if got := s.field(label).Error(); got != want {
					t.Errorf("%v: beside %s stands %q, want %q", c, label, got, want)
				}
			}
		}
		if s.shell.scope.Period != before {
			t.Errorf("the period became %v", s.shell.scope.Period)
		}
		s.fill(to, "2026-02-01")
		s.press(text("views.shell.show"))
		if got := s.shell.scope.Period; got.From != sales.DayOf(2026, 2, 1) || got.To != got.From {
			t.Errorf("a day is %v", got)
		}
	}
}

// TestReadOnlyDatabaseRefusesSettingsInPlace saves every section of a database
// that cannot be written: the words stand by the form and what was typed stays.
func TestReadOnlyDatabaseRefusesSettingsInPlace(t *testing.T) {
	for _, lang := range assets.Languages {
		s := open(t, readOnlyService(t, lang), "light", PageSettings)
		text := s.shell.deps.Text
		for _, section := range []string{"calendar", "thresholds", "general"} {
			s.section(section)
			form := shownOf[*widgets.Form](s)[0]
			switch section {
			case "calendar":
				s.fill(text("views.settings.holidays"), "2026-12-25")
			case "thresholds":
				s.fill(text("views.settings.threshold.onTrack"), "97")
			default:
				s.pick(text("views.settings.theme"), text("views.settings.theme.dark"))
			}
			typed := form.Filled()
			form.Submit()
			s.settle()
			if got := form.Failure(); got != text("views.error.file.readOnly") {
				t.Errorf("%s, %s: the form says %q", lang, section, got)
			}
			if got := shownOf[*widgets.Form](s)[0].Filled(); !slices.Equal(got, typed) {
				t.Errorf("%s: %q became %q", section, typed, got)
			}
		}
	}
}

// readOnlyService is a service on a database that can only be read.
func readOnlyService(t *testing.T, lang string) *app.Service {
	t.Helper()
	path := filepath.Join(t.TempDir(), "attain.db")
	service := newServiceAt(t, path, func() time.Time { return thatDay }, func(service *app.Service) error {
		settings := sales.DefaultSettings()
		settings.Language, settings.FirstRunDone, settings.Theme = lang, true, "light"
		return service.SaveSettings(ctx, settings)
	})
	store := ok(data.Open(ctx, path, data.Options{ReadOnly: true, Now: func() time.Time { return thatDay }}))
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return app.New(store, app.Options{Now: func() time.Time { return thatDay }, Who: "test", Text: service.Text})
}

// TestSettingsThatCannotBeReadSaySoAndKeepTheBackups opens Settings on a database
// that breaks: sections say so, and the one with the backups stays in reach.
func TestSettingsThatCannotBeReadSaySoAndKeepTheBackups(t *testing.T) {
	for _, lang := range assets.Languages {
		service, breaks := unreadable(t, lang)
		s := open(t, service, "light", PageToday)
		breaks()
		s.section("team")
		s.settle()
		s.sees(service.Text(lang)("views.settings.failed"), service.Text(lang)("views.error.again"))
		s.section("data")
		s.settle()
		s.sees(service.Text(lang)("views.settings.otherFile"))
	}
}
