package views

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"attain/app"
	"attain/app/sales"
	"attain/views/widgets"
)

// sheetOf is the quota sheet in view.
func sheetOf(s *stand) *Quotas {
	s.t.Helper()
	page, is := s.shell.pages[PageQuotas].(*Quotas)
	if !is {
		s.t.Fatal("no page of quotas")
	}
	return page
}

// quotasOf are the stored quotas of a rep in a year, by month; "-" unset.
func quotasOf(s *stand, rep sales.ID, measure sales.QuotaMeasure, product sales.ID) string {
	s.t.Helper()
	period := ok(s.service.Period(ctx, "2026"))
	months := slices.Repeat([]string{"-"}, 12)
	for _, q := range ok(s.service.Quotas(ctx, period)) {
		if q.RepID == rep && q.Measure == measure && q.ProductID == product {
			months[q.Month.Calendar()-1] = fmt.Sprint(q.Value)
		}
	}
	return strings.Join(months, " ")
}

// threeReps is a team without any record but its names.
func threeReps(service *app.Service) error {
	if err := founded("en")(service); err != nil {
		return err
	}
	for _, name := range []string{"Ann", "Bob", "Cem"} {
		if _, err := service.SaveRep(ctx, sales.Rep{Name: name}); err != nil {
			return err
		}
	}
	return nil
}

func repNamed(s *stand, name string) sales.ID { return ok(s.service.RepNamed(ctx, name)) }

func TestQuartersQuotasAreTypedWithOneNumberAndEnterForEachRep(t *testing.T) {
	s := open(t, newService(t, threeReps), "light", PageQuotas)
	grid := sheetOf(s).grid
	grid.Go(0, 15) // Q4
	keys := 0
	for _, number := range []string{"100.01", "45k", "90,000"} {
		s.typed(number)
		s.key(fyne.KeyReturn)
		keys += len(number) + 1
	}
	for name, want := range map[string]string{
		"Ann": "- - - - - - - - - 3334 3334 3333", "Bob": "- - - - - - - - - 1500000 1500000 1500000", "Cem": "- - - - - - - - - 3000000 3000000 3000000",
	} {
		if got := quotasOf(s, repNamed(s, name), sales.MeasureMoney, ""); got != want {
			t.Errorf("%s has %s, want %s", name, got, want)
		}
	}
	if perRep := keys / 3; perRep > 7 {
		t.Errorf("it takes %d keys a rep", perRep)
	}
	s.sees("135,100.01", "Ann", "Sum of reps", "Team quota")
	if got := len(ok(s.service.Batches(ctx, 100))); got < 3 {
		t.Errorf("%d undo steps", got)
	}
	s.shell.undo()
	s.settle()
	if got := quotasOf(s, repNamed(s, "Cem"), sales.MeasureMoney, ""); strings.Contains(got, "3000000") {
		t.Errorf("after undo Cem has %s", got)
	}
	s.misses("135,100.01")
}

func TestBlockFromASpreadsheetIsPastedInOneStep(t *testing.T) {
	s := open(t, newService(t, threeReps), "light", PageQuotas)
	page := sheetOf(s)
	before := len(ok(s.service.Batches(ctx, 100)))
	for _, c := range []struct {
		what, block string
		row, column int
		rep, want   string
	}{
		{"months pass over the quarters", "1\t2\t3\t4\n5\t6\t7\t8", 0, 0, "Bob", "500 600 700 800 - - - - - - - -"},
		{"sums of quarters in the block are passed over", "1\t2\t3\t6\t9", 1, 0, "Bob", "100 200 300 900 - - - - - - - -"},
		{"names in the first column choose the rows", "Cem\t7\t8\nANN\t9\t1", 0, 0, "Ann", "900 100 300 400 - - - - - - - -"},
		{"a column of quarters is split", "30\n60", 0, 3, "Bob", "2000 2000 2000 900 - - - - - - - -"},
	} {
		clipboard := test.NewClipboard()
		clipboard.SetContent(c.block)
		page.grid.Go(c.row, c.column)
		page.grid.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
		s.settle()
		if got := quotasOf(s, repNamed(s, c.rep), sales.MeasureMoney, ""); got != c.want {
			t.Errorf("%s: %s has %s, want %s", c.what, c.rep, got, c.want)
		}
	}
	if steps := len(ok(s.service.Batches(ctx, 100))) - before; steps != 4 {
		t.Errorf("%d undo steps for four pastes", steps)
	}
	page.grid.Go(0, 0)
	clipboard := test.NewClipboard()
	clipboard.SetContent("a lot\t5")
	page.grid.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
	s.settle()
	s.sees("No numbers, marked and not stored: 1")
	clipboard.SetContent("1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12\t13")
	page.grid.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
	s.settle()
	s.sees("Cells without a place in the sheet, left out: 1")
}

// TestWhatIsNoNumberInAPasteIsSaidBesideItsCell pastes two words among
// numbers: the first has the keyboard and says what is wrong, Escape brings its
// value back, numbers pasted over the second take its mark away.
func TestWhatIsNoNumberInAPasteIsSaidBesideItsCell(t *testing.T) {
	s := open(t, newService(t, threeReps), "light", PageQuotas)
	page := sheetOf(s)
	s.window.Canvas().Focus(page.grid)
	paste := func(block string) {
		clipboard := test.NewClipboard()
		clipboard.SetContent(block)
		page.grid.Go(0, 0)
		page.grid.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
		s.settle()
	}
	cell := func(row, column int) widgets.GridCell {
		return page.sheet.cell(page.sheet.lines()[row], page.sheet.spans()[column])
	}
	paste("10\t20\n30\t40")
	paste("11\tmuch\n31\tmore")
	if row, column := page.grid.Current(); row != 0 || column != 1 {
		t.Errorf("the keyboard is on row %d, column %d", row, column)
	}
	if got := cell(0, 1); got.Text != "much" || got.Problem == "" || s.shell.overlay.Tip() != got.Problem {
		t.Errorf("the cell shows %+v, beside it stands %q", got, s.shell.overlay.Tip())
	}
	s.key(fyne.KeyEscape)
	if got := cell(0, 1); got.Value != "20" || got.Problem != "" || s.shell.overlay.Tip() != "" {
		t.Errorf("after Escape the cell shows %+v", got)
	}
	if got := cell(1, 1); got.Text != "more" || got.Problem == "" {
		t.Errorf("the second word is gone: %+v", got)
	}
	page.query.Measure = sales.MeasureUnits
	page.reload()
	s.settle()
	if got := cell(1, 1); got.Problem != "" {
		t.Errorf("quotas of units show what was wrong in money: %+v", got)
	}
	page.query.Measure = sales.MeasureMoney
	page.reload()
	s.settle()
	paste("11\tmuch\n31\tmore")
	paste("12\t22\n32\t42")
	if first, second := cell(0, 1), cell(1, 1); first.Value != "22" || second.Value != "42" || first.Problem+second.Problem != "" {
		t.Errorf("the marks stay after a right paste: %+v, %+v", first, second)
	}
}

func TestTextThatIsNoNumberStaysMarkedAndStoresNothing(t *testing.T) {
	s := open(t, newService(t, threeReps), "light", PageQuotas)
	page := sheetOf(s)
	page.grid.Go(0, 0)
	s.typed("much")
	s.key(fyne.KeyReturn)
	line, span := page.sheet.lines()[0], page.sheet.spans()[0]
	if cell := page.sheet.cell(line, span); cell.Text != "much" || cell.Problem == "" {
		t.Errorf("the cell shows %+v", cell)
	}
	if got := quotasOf(s, repNamed(s, "Ann"), sales.MeasureMoney, ""); strings.Trim(got, "- ") != "" {
		t.Errorf("stored %s", got)
	}
	page.grid.Go(0, 0)
	s.typed("200")
	s.key(fyne.KeyReturn)
	page.grid.Go(0, 0)
	s.typed("+5%")
	s.key(fyne.KeyReturn)
	if got := quotasOf(s, repNamed(s, "Ann"), sales.MeasureMoney, ""); !strings.HasPrefix(got, "21000 -") {
		t.Errorf("200 and 5 %% more is %s", got)
	}
	page.grid.Go(0, 0)
	s.key(fyne.KeyDelete)
	if got := quotasOf(s, repNamed(s, "Ann"), sales.MeasureMoney, ""); strings.Trim(got, "- ") != "" {
		t.Errorf("Delete left %s", got)
	}
}

func TestSplitByHandMustAddUpAndByWeightsDoes(t *testing.T) {
	s := open(t, newService(t, threeReps), "light", PageQuotas)
	page := sheetOf(s)
	page.rule = splitHand
	page.grid.Go(0, 3)
	s.typed("60")
	s.key(fyne.KeyReturn)
	s.fill("January 2026", "10")
	s.fill("February 2026", "20")
	s.press("Divide")
	s.sees("The months must add up to the whole.", "$10 of $60 is still to be placed.")
	s.fill("March 2026", "30")
	s.press("Divide")
	page.rule = splitWeights
	page.grid.Go(1, 3)
	s.typed("60")
	s.key(fyne.KeyReturn)
	s.fill("March 2026", "4")
	s.press("Divide")
	for name, want := range map[string]string{"Ann": "1000 2000 3000", "Bob": "1000 1000 4000"} {
		if got := quotasOf(s, repNamed(s, name), sales.MeasureMoney, ""); !strings.HasPrefix(got, want+" -") {
			t.Errorf("%s has %s, want %s", name, got, want)
		}
	}
}

func TestTeamsOwnNumberShowsTheDifferenceAndIsDivided(t *testing.T) {
	s := open(t, newService(t, threeReps), "light", PageQuotas)
	page := sheetOf(s)
	page.grid.Go(0, 0)
	s.typed("25")
	s.key(fyne.KeyReturn)
	page.grid.Go(4, 0)
	s.typed("100.01")
	s.key(fyne.KeyReturn)
	lines := page.sheet.lines()
	if got := page.sheet.cell(lines[5], page.sheet.spans()[0]).Text; got != "-75.01" {
		t.Errorf("the difference shows %q", got)
	}
	page.grid.Go(4, 0)
	page.divideTeam()
	s.settle()
	if got := quotasOf(s, repNamed(s, "Ann"), sales.MeasureMoney, ""); !strings.HasPrefix(got, "10001 ") {
		t.Errorf("Ann, who alone has a quota, gets %s", got)
	}
}

func TestUnitsOfOneProductAreApartFromMoney(t *testing.T) {
	s := open(t, newService(t, func(service *app.Service) error {
		if _, err := service.SaveProduct(ctx, sales.Product{Name: "Pump"}); err != nil {
			return err
		}
		return threeReps(service)
	}), "light", PageQuotas)
	page := sheetOf(s)
	page.query.Measure = sales.MeasureUnits
	choose(page.product, string(ok(s.service.Products(ctx))[0].ID))
	s.settle()
	page.grid.Go(0, 16)
	s.typed("25")
	s.key(fyne.KeyReturn)
	product := page.query.ProductID
	if got := quotasOf(s, repNamed(s, "Ann"), sales.MeasureUnits, product); product == "" || got != "3 2 2 2 2 2 2 2 2 2 2 2" {
		t.Errorf("25 pumps a year are %s", got)
	}
	if got := quotasOf(s, repNamed(s, "Ann"), sales.MeasureMoney, ""); strings.Trim(got, "- ") != "" {
		t.Errorf("money became %s", got)
	}
	s.sees("Proposals are made for money quotas on all products.")
}

func TestRampAndAbsenceAreShownAndApplied(t *testing.T) {
	s := open(t, newService(t, func(service *app.Service) error {
		if err := founded("en")(service); err != nil {
			return err
		}
		_, err := service.SaveRep(ctx, sales.Rep{Name: "Nina", Started: sales.DayOf(2026, 11, 1), Ramp: []int{50, 75}})
		return err
	}), "light", PageQuotas)
	page := sheetOf(s)
	page.grid.Go(0, 15)
	s.typed("300")
	s.key(fyne.KeyReturn)
	page.grid.Go(0, 13) // November
	s.settle()
	s.sees("Ramp: 50% of the quota", "Reduce to $50")
	page.askReductions()
	s.sees("$100 → $75")
	s.press("Reduce")
	if got := quotasOf(s, repNamed(s, "Nina"), sales.MeasureMoney, ""); got != "- - - - - - - - - 10000 5000 7500" {
		t.Errorf("with the ramp Nina has %s", got)
	}
}

func TestProposalsSayWhyAndAreTaken(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageQuotas)
	page := sheetOf(s)
	page.grid.Go(5, 14) // December
	s.settle()
	line, span, _ := page.current()
	list := page.proposals(line, span)
	if len(list) != 1 {
		t.Fatalf("%d proposals for %s", len(list), line.row.Name)
	}
	s.sees("simulated months", "Take", page.deps.Format.Money(list[0].Value))
	s.press("Take")
	if got := quotasOf(s, line.row.RepID, sales.MeasureMoney, ""); !strings.HasSuffix(got, fmt.Sprintf(" %d", list[0].Value)) {
		t.Errorf("took %d, stored %s", list[0].Value, got)
	}
	page.askProposals()
	s.sees("Proposed quotas · December 2026", "Take all", "win rate")
}

// TestNoProposalBeforeTheFirstWin: a new team is not offered quotas of nothing.
func TestNoProposalBeforeTheFirstWin(t *testing.T) {
	s := open(t, newService(t, threeReps), "light", PageQuotas)
	page := sheetOf(s)
	page.grid.Go(0, 14) // December
	s.settle()
	line, span, _ := page.current()
	if list := page.proposals(line, span); len(list) != 1 || !list[0].Baseless() {
		t.Fatalf("a new rep is proposed %+v", list)
	}
	if page.detail.sum.Text() != "" {
		t.Errorf("a new rep is proposed %s", page.detail.sum.Text())
	}
	page.askProposals()
	s.sees("Nothing was won yet: proposals come with the first deals.")
	s.misses("Take all")
}

func TestCopyOfLastYearIsRaisedAndLeavesWhatIsSet(t *testing.T) {
	s := open(t, newService(t, threeReps), "light", PageQuotas)
	page := sheetOf(s)
	page.grid.Go(0, 16)
	s.typed("1200")
	s.key(fyne.KeyReturn)
	page.turn(1)
	s.settle()
	page.grid.Go(0, 0)
	s.typed("7")
	s.key(fyne.KeyReturn)
	page.askCopy()
	s.fill("Raise by per cent", "10")
	s.press("Copy")
	var got []string
	for _, cell := range page.sheet.view.Grid.Rows[0].Cells {
		got = append(got, page.sheet.input().Format(*cell))
	}
	if want := "7 110 110 110 110 110 110 110 110 110 110 110"; strings.Join(got, " ") != want {
		t.Errorf("2027 is %s, want %s", got, want)
	}
	s.sees("2027")
}

// TestAYearOfQuotasNeedsNoScrollingSideways fills a year so that amounts in full
// would be a little too wide for the window: all columns are there.
func TestAYearOfQuotasNeedsNoScrollingSideways(t *testing.T) {
	s := open(t, newService(t, threeReps), "light", PageQuotas)
	for i, value := range []int64{10950000, 11700000, 6466667, 6466667, 6466666} {
		month := sales.MonthOf(2026, []time.Month{1, 2, 10, 11, 12}[i])
		q := app.QuotaValue{Cell: app.QuotaCell{RepID: repNamed(s, "Ann"), Measure: sales.MeasureMoney}, Month: month, Value: &value}
		if err := s.service.SetQuotas(ctx, q); err != nil {
			t.Fatal(err)
		}
		s.settle()
		s.redraw()
		s.sees("Jan", "Q1", "Q2", "Q3", "Dec", "Q4", "Year")
	}
}

// TestLargeQuotasAreWrittenInTheUnitThatFits sets quotas of hundreds of millions:
// every column is there, in both languages, and no number is cut.
func TestLargeQuotasAreWrittenInTheUnitThatFits(t *testing.T) {
	for lang, wants := range map[string][]string{
		"en": {"Jan", "Q1", "Dec", "Year", "123M", "370M", "1,481M", "456K"},
		"ko": {"1월", "1분기", "12월", "연간", "1.23억", "3.7억", "14.8억", "45.6만"},
	} {
		s := open(t, newService(t, founded(lang)), "light", PageQuotas)
		rep := ok(s.service.SaveRep(ctx, sales.Rep{Name: "Ann"}))
		set := func(value int64) {
			for i := range 12 {
				q := app.QuotaValue{Cell: app.QuotaCell{RepID: rep, Measure: sales.MeasureMoney}, Month: sales.MonthOf(2026, time.Month(i+1)), Value: &value}
				if err := s.service.SetQuotas(ctx, q); err != nil {
					t.Fatal(err)
				}
			}
			s.settle()
			s.redraw()
		}
		set(12_345_678_950)
		s.sees(wants[:len(wants)-1]...)
		for _, fault := range layoutFaults(s.top(), s.window.Canvas().Size()) {
			t.Errorf("%s: %s", lang, fault)
		}
		set(45_600_000) // smaller ones keep a smaller unit
		s.sees(wants[len(wants)-1])
	}
}

// TestSmallQuotasAreNotRoundedAway sets quotas of ten thousands of dollars, which
// Korean counts in units that leave no room behind each number: the unit
// stands once in the head, not 0억 in every cell.
func TestSmallQuotasAreNotRoundedAway(t *testing.T) {
	s := open(t, newService(t, founded("ko")), "light", PageQuotas)
	settings := ok(s.service.Settings(ctx))
	settings.Currency = "USD"
	if err := s.service.SaveSettings(ctx, settings); err != nil {
		t.Fatal(err)
	}
	for i, name := range []string{"Ann", "Ben", "the team"} {
		rep, value := sales.ID(""), int64(8_000_000)
		if name != "the team" {
			rep = ok(s.service.SaveRep(ctx, sales.Rep{Name: name}))
		}
		for month := range 12 {
			if rep != "" {
				value = int64(1_350_000 + 155_100*month + 11_100*i)
			}
			q := app.QuotaValue{Cell: app.QuotaCell{RepID: rep, Measure: sales.MeasureMoney}, Month: sales.MonthOf(2026, time.Month(month+1)), Value: &value}
			if err := s.service.SetQuotas(ctx, q); err != nil {
				t.Fatal(err)
			}
		}
	}
	s.settle()
	s.redraw()
	s.sees("담당자 · 만 USD", "1.35", "3.06", "-5.29", "1월", "12월", "연간")
	s.misses("0억", "0.01억")
	for _, fault := range layoutFaults(s.top(), s.window.Canvas().Size()) {
		t.Error(fault)
	}
}

// TestWhatIsToldStaysBesideAnOffer: a change's offer to undo takes the offer
// before it away, not what was told meanwhile.
func TestWhatIsToldStaysBesideAnOffer(t *testing.T) {
	s := open(t, newService(t, threeReps), "light", PageQuotas)
	ok(s.service.SaveRep(ctx, sales.Rep{Name: "Dan"}))
	s.shell.Say("2 cells were left out")
	ok(s.service.SaveRep(ctx, sales.Rep{Name: "Eva"}))
	if got := s.shell.overlay.Toasts(); len(got) != 2 || got[0] != "2 cells were left out" {
		t.Errorf("shown are %q", got)
	}
}
