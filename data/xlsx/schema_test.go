package xlsx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"attain/app/sales"
)

// sheetParts are the elements of a sheet in the order in which the schema of
// ECMA-376 (18.3.1.99) wants them. Excel offers to repair a file that has them
// otherwise.
const sheetParts = "sheetPr dimension sheetViews sheetFormatPr cols sheetData autoFilter mergeCells conditionalFormatting " +
	"printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks drawing tableParts extLst"

// TestSheetsFollowTheSchema holds every sheet against what Excel wants: the
// order of the elements, columns and rows in order, no merged cells over each
// other, no rule that points to an extension which is not there.
func TestSheetsFollowTheSchema(t *testing.T) {
	for name, review := range reviews() {
		content := written(t, review(), "en")
		archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
		if err != nil {
			t.Fatal(err)
		}
		sheets := 0
		for _, part := range archive.File {
			if !strings.HasPrefix(part.Name, "xl/worksheets/sheet") {
				continue
			}
			sheets++
			r, err := part.Open()
			if err != nil {
				t.Fatal(err)
			}
			for _, fault := range schemaFaults(t, r) {
				t.Errorf("%s: %s: %s", name, part.Name, fault)
			}
			if err := r.Close(); err != nil {
				t.Fatal(err)
			}
		}
		if sheets < 15 {
			t.Errorf("%s: only %d sheets", name, sheets)
		}
	}
}

// sheetReader notes what stands in the XML of a sheet.
type sheetReader struct {
	parts, merged []string
	columns, rows []int
	pointing, ext int // rules that point to an extension, and extensions of the sheet
	inside        []string
}

func (s *sheetReader) open(e xml.StartElement) {
	if len(s.inside) == 1 {
		s.parts = append(s.parts, e.Name.Local)
	}
	switch e.Name.Local {
	case "col":
		s.columns = append(s.columns, number(e, "min"))
	case "row":
		s.rows = append(s.rows, number(e, "r"))
	case "mergeCell":
		s.merged = append(s.merged, attribute(e, "ref"))
	case "extLst":
		if len(s.inside) == 1 {
			s.ext++
		} else {
			s.pointing++
		}
	}
	s.inside = append(s.inside, e.Name.Local)
}

func schemaFaults(t *testing.T, r io.Reader) []string {
	t.Helper()
	var s sheetReader
	for decoder := xml.NewDecoder(r); ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return s.faults(t)
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			s.open(e)
		case xml.EndElement:
			s.inside = s.inside[:len(s.inside)-1]
		}
	}
}

func (s *sheetReader) faults(t *testing.T) []string {
	t.Helper()
	var faults []string
	order := strings.Fields(sheetParts)
	places := make([]int, len(s.parts))
	for i, part := range s.parts {
		if places[i] = slices.Index(order, part); places[i] < 0 {
			faults = append(faults, "an unknown element "+part)
		}
	}
	if !slices.IsSorted(places) {
		faults = append(faults, "elements in the order "+strings.Join(s.parts, " "))
	}
	if !slices.IsSorted(s.columns) || !slices.IsSorted(s.rows) {
		faults = append(faults, "columns or rows out of order")
	}
	if s.pointing > 0 && s.ext == 0 {
		faults = append(faults, "rules point to extensions that are not there")
	}
	for i, a := range s.merged {
		for _, b := range s.merged[:i] {
			if overlap(t, a, b) {
				faults = append(faults, "merged cells "+a+" and "+b+" overlap")
			}
		}
	}
	return faults
}

func overlap(t *testing.T, a, b string) bool {
	t.Helper()
	var corners [8]int // column and row of the first and last cell of each
	for i, cell := range slices.Concat(strings.Split(a, ":"), strings.Split(b, ":")) {
		col, row, err := excelize.CellNameToCoordinates(cell)
		if err != nil {
			t.Fatal(err)
		}
		corners[2*i], corners[2*i+1] = col, row
	}
	c := corners
	return c[0] <= c[6] && c[4] <= c[2] && c[1] <= c[7] && c[5] <= c[3]
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func number(e xml.StartElement, name string) int {
	n, err := strconv.Atoi(attribute(e, name))
	if err != nil {
		return -1
	}
	return n
}

// TestFormulasOfALargeTeamFit proves that no formula grows with the team: a
// cell holds 8,192 characters of one, and a function takes 255 arguments.
func TestFormulasOfALargeTeamFit(t *testing.T) {
	facts := factsOf("USD")
	for i := range 300 {
		id := sales.ID("r" + strconv.Itoa(i))
		facts.Reps = append(facts.Reps, sales.Rep{ID: id, Name: "Annegret Müller-Lüdenscheidt " + strconv.Itoa(i)})
		facts.Quotas = append(facts.Quotas, sales.Quota{RepID: id, Month: facts.Period.From.Month(), Measure: sales.MeasureMoney, Value: 100_000})
	}
	content := written(t, reviewOf(facts, nil), "en")
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, part := range archive.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err := errors.Join(err, r.Close()); err != nil {
			t.Fatal(err)
		}
		for _, formula := range regexp.MustCompile(`<f>([^<]*)</f>`).FindAllSubmatch(text, -1) {
			found++
			if len(formula[1]) > 1000 {
				t.Errorf("%s has a formula of %d characters: %.100s", part.Name, len(formula[1]), formula[1])
			}
		}
	}
	if found < 5000 {
		t.Errorf("only %d formulas found", found)
	}
}
