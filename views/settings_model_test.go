package views

import (
	"slices"
	"testing"

	"attain/app/sales"
	"attain/views/widgets"
)

// settingsAlone are settings with a process of two open stages and an archived
// one, by no window.
func settingsAlone(d Deps) *settingsModel {
	settings := d.Settings
	settings.Thresholds.DefaultQuietDays = 11
	return &settingsModel{deps: d, data: settingsData{settings: settings, stages: []sales.Stage{
		{ID: "1", Name: "Qualify", Kind: sales.StageOpen, Probability: 0.25, QuietDays: 7, Criteria: []sales.Check{{ID: "c"}}},
		{ID: "0", Name: "Old", Kind: sales.StageOpen, Archived: true},
		{ID: "2", Name: "Propose", Kind: sales.StageOpen, Probability: 0.5, DayLimit: 30, Late: true},
		{ID: "w", Name: "Won", Kind: sales.StageWon, Probability: 1},
		{ID: "l", Name: "Lost", Kind: sales.StageLost},
	}}}
}

func TestEverySectionOfSettingsHasAName(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		for _, section := range settingsSections() {
			named(t, d.Text("views.settings."+section))
		}
	})
}

func TestARowOfTheProcessSaysItsLimits(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		days := func(n int) widgets.Cell {
			return widgets.Cell{Text: d.Text("views.pipeline.days", "Days", d.Format.Count(n))}
		}
		rows := settingsAlone(d).stageRows()
		if !slices.Equal(rows.ids, []string{"1", "2", "w", "l"}) {
			t.Fatalf("the rows are %v", rows.ids)
		}
		for i, want := range [][]widgets.Cell{
			{{Text: "Qualify", Bold: true}, {Text: "25%"}, {Text: none}, days(7), {}, {Text: "1"}},
			{{Text: "Propose", Bold: true}, {Text: "50%"}, days(30), {Text: none}, {Text: d.Text("views.settings.yes"), Mark: true, Role: widgets.RoleAccent}, {Text: "0"}},
			{{Text: "Won", Bold: true, Mark: true, Role: widgets.RoleWon}, {Text: "100%"}, {Text: none}, {Text: none}, {}, {}},
			{{Text: "Lost", Bold: true, Mark: true, Role: widgets.RoleLost}, {Text: "0%"}, {Text: none}, {Text: none}, {}, {}},
		} {
			if !slices.Equal(rows.cells[i], want) {
				t.Errorf("row %d says %+v, want %+v", i, rows.cells[i], want)
			}
		}
	})
}

func TestStagesAreMovedTakenOutAndPutIn(t *testing.T) {
	m := settingsAlone(alone(t, "en"))
	for _, c := range []struct {
		at, by int
		want   []string
	}{{0, 1, []string{"Propose", "Qualify", "Won", "Lost"}}, {1, -1, []string{"Propose", "Qualify", "Won", "Lost"}}, {0, -1, nil}, {1, 1, nil}, {3, -1, nil}, {3, 1, nil}, {-1, 1, nil}} {
		stages, ok := m.moved(c.at, c.by)
		if ok != (c.want != nil) || ok && !slices.Equal(stageNames(stages), c.want) {
			t.Errorf("%d by %d: %v %v, want %v", c.at, c.by, stageNames(stages), ok, c.want)
		}
	}
	for at, want := range map[int][]string{0: {"Propose", "Won", "Lost"}, 1: {"Qualify", "Won", "Lost"}, 2: nil, 3: nil, -1: nil} {
		stages, ok := m.without(at)
		if ok != (want != nil) || ok && !slices.Equal(stageNames(stages), want) {
			t.Errorf("without %d: %v %v, want %v", at, stageNames(stages), ok, want)
		}
	}
	if got := m.data.stages[0].Name + m.data.stages[2].Name; got != "QualifyPropose" {
		t.Errorf("what was read has become %s", got)
	}
	trial := sales.Stage{Name: "Trial", Kind: sales.StageOpen}
	if got := stageNames(placeStage(m.liveStages(), -1, trial)); !slices.Equal(got, []string{"Qualify", "Propose", "Trial", "Won", "Lost"}) {
		t.Errorf("with a new one: %v", got)
	}
	if got := stageNames(placeStage(m.liveStages(), 0, trial)); !slices.Equal(got, []string{"Trial", "Propose", "Won", "Lost"}) {
		t.Errorf("with a changed one: %v", got)
	}
	if whole := m.whole(m.liveStages()); len(whole) != 5 || whole[4].ID != "0" {
		t.Errorf("saved are %+v", whole)
	}
	if fresh := m.newStage(); fresh.Kind != sales.StageOpen || fresh.QuietDays != 11 || fresh.Probability != 0.5 {
		t.Errorf("a new one begins with %+v", fresh)
	}
}

// TestExitCriteriaKeepWhatDealsHaveMet: a line keeps its id wherever it stands,
// and a reworded one that of the line it replaces.
func TestExitCriteriaKeepWhatDealsHaveMet(t *testing.T) {
	before := []sales.Check{{ID: "1", Text: "Budget"}, {ID: "2", Text: "Date"}}
	for lines, want := range map[string][]sales.ID{
		"Budget\nDate": {"1", "2"}, "Date\n\n Budget ": {"2", "1"}, "Funds\nDate": {"1", "2"}, "Budget": {"1"}, "": {},
	} {
		got := []sales.ID{}
		for _, check := range criteriaIn(lines, before) {
			got = append(got, check.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q has the ids %v, want %v", lines, got, want)
		}
	}
	if fresh := criteriaIn("Budget\nDate\nBoss", before); fresh[2].ID == "" || fresh[2].ID == "1" {
		t.Errorf("a new line has the id %q", fresh[2].ID)
	}
	if got := criteriaText(before); got != "Budget\nDate" {
		t.Errorf("written they are %q", got)
	}
}
