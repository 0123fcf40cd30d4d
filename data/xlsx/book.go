package xlsx

import (
	"bytes"
	"cmp"
	"fmt"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"

	"attain/app/sales"
)

// book is one workbook that is being made.
type book struct {
	file    *excelize.File
	review  *sales.Review
	text    sales.Text
	lang    string
	font    string
	formats formats
	styles  map[look]int
	names   map[string]bool // sheet names in use, in lower case
	sheets  []*sheet        // in order
	reps    []person        // the reps of the review, in order
	numbers map[sales.ID]int
	checks  []check
	// checkArea is where the definitions list the checks.
	checkArea string
	tally     []sales.ActivityTally
	made      int // sheets made so far
	most      int // most rows of a sheet, with its head
	data      datasets

	quota       *quotaSheet
	trend       *trendSheet
	pipeline    *pipelineSheet
	outcomes    *outcomeSheet
	definitions *sheet
	progress    progress
	err         error // the first amount that a workbook cannot hold
}

// person is a rep as the workbook shows one. The number is what formulas go
// by: names can be equal, or look like a condition.
type person struct {
	number int
	name   string
	rep    sales.Rep
}

// check is a line that says whether a sheet agrees with the data.
type check struct {
	agrees bool
	sheet  *sheet
	at     string
}

func newBook(review *sales.Review, text sales.Text) *book {
	text = remembered(text)
	b := &book{
		file: excelize.NewFile(), review: review, text: text, lang: text("xlsx.lang"),
		styles: map[look]int{}, names: map[string]bool{}, most: excelize.TotalRows, numbers: map[sales.ID]int{}, font: text("xlsx.font"),
	}
	b.formats = newFormats(review.Currency, b.lang, b.wholeAmounts(), b.wholePages())
	seen := map[string]int{}
	for i, m := range review.Report.Reps {
		name := cmp.Or(m.Rep.Name, m.Rep.ExternalID, string(m.Rep.ID))
		seen[name]++
		if n := seen[name]; n > 1 {
			name += " (" + strconv.Itoa(n) + ")"
		}
		b.reps = append(b.reps, person{number: i + 1, name: name, rep: m.Rep})
		b.numbers[m.Rep.ID] = i + 1
	}
	return b
}

// remembered looks a text without arguments up once: a sheet of data asks for
// the same few in every row.
func remembered(text sales.Text) sales.Text {
	known := map[string]string{}
	return func(key string, args ...any) string {
		if len(args) > 0 {
			return text(key, args...)
		}
		words, found := known[key]
		if !found {
			words = text(key)
			known[key] = words
		}
		return words
	}
}

// wholeAmounts reports whether no amount of the review has minor units.
func (b *book) wholeAmounts() bool {
	scale := sales.Amount(b.review.Currency.Scale())
	whole := func(a sales.Amount) bool { return scale == 0 || a%scale == 0 }
	for _, c := range b.review.Credits {
		if !whole(c.Amount) {
			return false
		}
	}
	for _, d := range b.review.Deals {
		if !whole(d.Amount) {
			return false
		}
	}
	for _, m := range b.review.Report.Reps {
		if m.Metrics.Quota != nil && !whole(*m.Metrics.Quota) {
			return false
		}
	}
	return true
}

// wholePages reports whether the pages show money in whole units: where the
// month is about thousands, minor units only make figures hard to read. The
// cells hold the exact amounts, and the data shows them.
func (b *book) wholePages() bool {
	const many = 1000
	large := sales.Amount(many * b.review.Currency.Scale())
	team := b.review.Report.Team
	return team.Credited >= large || team.OpenValue >= large || team.Quota != nil && *team.Quota >= large
}

// personOf returns the name of a rep, the text for none where the rep is not
// in the review.
func (b *book) personOf(id sales.ID) string {
	if n := b.numbers[id]; n > 0 {
		return b.reps[n-1].name
	}
	return b.text("xlsx.unassigned")
}

// openSheet makes a sheet with the properties that stand before its rows; fit
// says that it prints as wide as the page.
func (b *book) openSheet(name, tab string, fit bool) error {
	if err := b.makeSheet(name); err != nil {
		return fmt.Errorf("make the sheet: %w", err)
	}
	if err := b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit, TabColorRGB: &tab}); err != nil {
		return fmt.Errorf("set the sheet's properties: %w", err)
	}
	lines := false
	if err := b.file.SetSheetView(name, 0, &excelize.ViewOptions{ShowGridLines: &lines}); err != nil {
		return fmt.Errorf("set the sheet's view: %w", err)
	}
	return nil
}

// makeSheet makes a sheet. A new workbook comes with one, which becomes the
// first and is in front. (Putting it in front once all are written would have
// the library read every sheet back into memory.)
func (b *book) makeSheet(name string) error {
	b.made++
	if b.made == 1 {
		return b.file.SetSheetName(b.file.GetSheetName(0), name)
	}
	_, err := b.file.NewSheet(name)
	return err
}

// printSetup makes a sheet print on A4, as wide as the page, with rows of its
// head repeated and the pages numbered; single says on one page.
func (b *book) printSetup(name string, head [2]int, single bool) error {
	const paperA4 = 9
	size, wide, high, orientation := paperA4, 1, 0, "landscape"
	if single {
		high = 1
	}
	err := b.file.SetPageLayout(name, &excelize.PageLayoutOptions{
		Size: &size, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high,
	})
	if err != nil {
		return fmt.Errorf("set up the page: %w", err)
	}
	side, top, line, centred := 0.5, 0.6, 0.3, true
	err = b.file.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &top, Bottom: &top, Header: &line, Footer: &line, Horizontally: &centred,
	})
	if err != nil {
		return fmt.Errorf("set the margins: %w", err)
	}
	footer := "&L&8" + footerText(b.text("xlsx.footer", "Month", b.review.Month.String())) + "&C&8&A&R&8&P / &N"
	if err := b.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: footer}); err != nil {
		return fmt.Errorf("set the footer: %w", err)
	}
	if head[1] == 0 {
		return nil
	}
	rows := "$" + strconv.Itoa(head[0]) + ":$" + strconv.Itoa(head[1])
	err = b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: quoted(name) + "!" + rows, Scope: name})
	if err != nil {
		return fmt.Errorf("repeat the head: %w", err)
	}
	return nil
}

// footerText keeps a text from being read as codes of a footer.
func footerText(s string) string {
	return string(bytes.ReplaceAll([]byte(cleanText(s)), []byte("&"), []byte("&&")))
}

// name gives a range a name for formulas.
func (b *book) name(name, refersTo string) error {
	if err := b.file.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: refersTo}); err != nil {
		return fmt.Errorf("name %s: %w", name, err)
	}
	return nil
}

// properties says what the document is and when it was made.
func (b *book) properties() error {
	made := b.review.Made.UTC().Format(time.RFC3339)
	title := b.text("xlsx.title", "Month", b.review.Month.String(), "Scope", b.scope())
	err := b.file.SetDocProps(&excelize.DocProperties{
		Title: cleanText(title), Subject: cleanText(b.scope()), Creator: "Attain", LastModifiedBy: "Attain",
		Created: made, Modified: made, Language: b.lang, Category: b.text("xlsx.category"),
	})
	if err != nil {
		return fmt.Errorf("set the document's properties: %w", err)
	}
	if err := b.file.SetAppProps(&excelize.AppProperties{Application: "Attain"}); err != nil {
		return fmt.Errorf("set the document's program: %w", err)
	}
	full := true
	if err := b.file.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &full}); err != nil {
		return fmt.Errorf("set the calculation on load: %w", err)
	}
	return nil
}

// scope is whom the review is about.
func (b *book) scope() string {
	if b.review.RepID == "" {
		return b.text("xlsx.team")
	}
	return b.personOf(b.review.RepID)
}
