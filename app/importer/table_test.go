package importer

import (
	"context"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/korean"
	utf "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

func TestEncodings(t *testing.T) {
	korean949 := "거래명,담당자,금액\r\n삼성 계약,김민수,1000\r\n똠방각하,이영희,2000\r\n"
	western := "name;rep;amount\nCafé Ünal;José;1,5\nÉcole;Zoë;2,5\n"
	for _, c := range []struct {
		name, text, want string
		encode           transform.Transformer
		bom              bool
	}{
		{"plain", "name,rep,amount\nA,B,1\n", EncodingUTF8, nil, false},
		{"utf-8", korean949, EncodingUTF8, nil, false},
		{"utf-8 mark", "\uFEFF" + korean949, EncodingUTF8, nil, true},
		{"utf-16le mark", korean949, EncodingUTF16LE, utf.UTF16(utf.LittleEndian, utf.UseBOM).NewEncoder(), true},
		{"utf-16be mark", korean949, EncodingUTF16BE, utf.UTF16(utf.BigEndian, utf.UseBOM).NewEncoder(), true},
		{"utf-16le", western, EncodingUTF16LE, utf.UTF16(utf.LittleEndian, utf.IgnoreBOM).NewEncoder(), false},
		{"utf-16be", western, EncodingUTF16BE, utf.UTF16(utf.BigEndian, utf.IgnoreBOM).NewEncoder(), false},
		{"cp949", korean949, EncodingCP949, korean.EUCKR.NewEncoder(), false},
		{"windows-1252", western, EncodingCP1252, charmap.Windows1252.NewEncoder(), false},
	} {
		content := c.text
		if c.encode != nil {
			encoded, _, err := transform.String(c.encode, c.text)
			if err != nil {
				t.Fatal(c.name, err)
			}
			content = encoded
		}
		drafts, report := readText(t, content, KindDeals, Options{})
		if got := report.Detection; got.Encoding != c.want || got.BOM != c.bom {
			t.Errorf("%s: detected %s, mark %v", c.name, got.Encoding, got.BOM)
		}
		if report.Rejected > 0 || len(drafts) == 0 {
			t.Errorf("%s: %d drafts, rejections %v", c.name, len(drafts), report.Rejections)
			continue
		}
		first := as[*DealDraft](t, drafts[0])
		if !strings.Contains(c.text, first.Name) || !strings.Contains(c.text, first.Rep) || first.Name == "" {
			t.Errorf("%s: %q of %q", c.name, first.Name, first.Rep)
		}
	}
}

// TestLateForeignText has its first letter beyond ASCII after a megabyte.
func TestLateForeignText(t *testing.T) {
	text := "name,amount\n" + strings.Repeat("abcdefgh,12345\n", 80000) + "한국전력,1\n서울시청,2\n"
	encoded, _, err := transform.String(korean.EUCKR.NewEncoder(), text)
	if err != nil {
		t.Fatal(err)
	}
	drafts, report := readText(t, encoded, KindDeals, Options{})
	if report.Detection.Encoding != EncodingCP949 || as[*DealDraft](t, drafts[80000]).Name != "한국전력" {
		t.Errorf("detected %s, name %q", report.Detection.Encoding, as[*DealDraft](t, drafts[80000]).Name)
	}
}

func TestBrokenCharactersRejectTheRow(t *testing.T) {
	content := "name,amount\n" + strings.Repeat("한국전력,1\n", 30) + "broken\xff,2\n서울,3\n"
	drafts, report := readText(t, content, KindDeals, Options{})
	if len(drafts) != 31 || report.Rejected != 1 || report.Rejections[0].Line != 32 || report.Rejections[0].Reason != "importer.reject.encoding" {
		t.Errorf("%d drafts, %+v", len(drafts), report.Rejections)
	}
}

func TestDelimiters(t *testing.T) {
	for _, delimiter := range []string{",", ";", "\t", "|", "^", "~"} {
		content := strings.ReplaceAll("name§rep§amount\n\"A, b; c | d\"§Kim§1\nB§\"Lee, \"\"J\"\"\"§2\n", "§", delimiter)
		drafts, report := readText(t, content, KindDeals, Options{})
		if got := string(report.Detection.Delimiter); got != delimiter || len(drafts) != 2 {
			t.Errorf("%q: detected %q, %d drafts", delimiter, got, len(drafts))
			continue
		}
		if a, b := as[*DealDraft](t, drafts[0]).Name, as[*DealDraft](t, drafts[1]).Rep; a != "A, b; c | d" || b != `Lee, "J"` {
			t.Errorf("%q: %q and %q", delimiter, a, b)
		}
	}
	_, report := readText(t, "sep=;\nname;amount\nA, B;1,5\n", KindDeals, Options{})
	if report.Detection.Delimiter != ';' || report.Detection.HeaderRow != 2 {
		t.Errorf("sep=; gave %q, header in line %d", report.Detection.Delimiter, report.Detection.HeaderRow)
	}
}

func TestLineEndsAndPhysicalLines(t *testing.T) {
	rows := []string{"name,next_step,amount", "A,\"call\nagain\nsoon\",1", "", "B,x,2"}
	for _, end := range []string{"\n", "\r\n", "\r"} {
		content := strings.ReplaceAll(strings.Join(rows, "\n"), "\n", end)
		drafts, _ := readText(t, content, KindDeals, Options{})
		if len(drafts) != 2 {
			t.Errorf("%q: %d drafts", end, len(drafts))
			continue
		}
		first, second := as[*DealDraft](t, drafts[0]), as[*DealDraft](t, drafts[1])
		if first.NextStep != "call\nagain\nsoon" || first.Line != 2 || second.Line != 6 {
			t.Errorf("%q: step %q, lines %d and %d", end, first.NextStep, first.Line, second.Line)
		}
	}
}

func TestHeaders(t *testing.T) {
	for name, c := range map[string]struct {
		content string
		opts    Options
		headers []string
		line    int
	}{
		"title above":      {"Deals of 2026,,\n\nname,rep,amount\nA,B,1\n", Options{}, []string{"name", "rep", "amount"}, 3},
		"empty last":       {"name,amount,\nA,1,\n", Options{}, []string{"name", "amount"}, 1},
		"empty middle":     {"name,,amount\nA,x,1\n", Options{}, []string{"name", "#2", "amount"}, 1},
		"repeated":         {"name,amount,Amount,amount\nA,1,2,3\n", Options{}, []string{"name", "amount", "Amount", "amount (2)"}, 1},
		"none":             {"D1,A\nD2,B\n", Options{NoHeader: true}, []string{"1", "2"}, 0},
		"decomposed":       {"\u1103\u1175\u11af\u1106\u1167\u11bc,\u1100\u1173\u11b7\u110b\u1162\u11a8\nA,1\n", Options{}, nil, 1},
		"unknown by map":   {"note\nfoo,bar\nA,1\n", Options{Map: map[string]string{"name": "FOO", "amount": "2"}}, []string{"foo", "bar"}, 2},
		"merged two heads": {"거래,,고객,\n이름,금액,회사,지역\nA,1,C,R\n", Options{}, []string{"이름", "금액", "회사", "지역"}, 2},
	} {
		drafts, report := readText(t, c.content, KindDeals, c.opts)
		if len(drafts) == 0 {
			t.Errorf("%s: no drafts, %+v", name, report.Rejections)
		}
		if report.Detection.HeaderRow != c.line || (c.headers != nil && !reflect.DeepEqual(report.Detection.Headers(), c.headers)) {
			t.Errorf("%s: header %q in line %d", name, report.Detection.Headers(), report.Detection.HeaderRow)
		}
	}
	drafts, _ := readText(t, "D1,A\nD2,B\n", KindDeals, Options{NoHeader: true})
	if d := as[*DealDraft](t, drafts[1]); d.ExternalID != "D2" || d.Name != "B" || d.Line != 2 {
		t.Errorf("without header: %+v", d)
	}
}

func TestFileFailures(t *testing.T) {
	long := strings.Repeat("x", 4<<20)
	for name, c := range map[string]struct {
		content string
		opts    Options
		kind    FailureKind
		line    int
	}{
		"empty":        {"  \n \n", Options{}, ErrEmpty, 0},
		"unknown":      {"foo,bar\n1,2\n", Options{}, ErrNoHeader, 0},
		"nul":          {"name,amount\nA,1\nB\x00B,2\n", Options{}, ErrNUL, 3},
		"bare quote":   {"name,amount\nA,1\nB 5\" x,2\nC,3\n", Options{Delimiter: ','}, ErrQuote, 3},
		"after quote":  {"name,amount\n\"A\"b,1\nC,3\n", Options{Delimiter: ','}, ErrQuote, 2},
		"unclosed":     {"name,amount\nA,1\n\"B,2\nC,3\n", Options{Delimiter: ','}, ErrUnclosed, 3},
		"truncated":    {"name,rep,amount\nA,x,1\nB,y", Options{}, ErrTruncated, 3},
		"long row":     {"name,amount\nA,1\n\"" + long, Options{Delimiter: ','}, ErrTooLong, 3},
		"long field":   {"name,amount\nA," + long[:3<<19] + "\n", Options{Delimiter: ','}, ErrFieldTooLong, 2},
		"many columns": {"name,amount" + strings.Repeat(",x", 20000) + "\n", Options{}, ErrColumns, 1},
		"a million":    {strings.Repeat("c,", 1000000) + "\n", Options{}, ErrColumns, 1},
		"no column":    {"name,amount\nA,1\n", Options{Map: map[string]string{"name": "titel"}}, ErrColumn, 0},
		"no field":     {"name,amount\nA,1\n", Options{Map: map[string]string{"nam": "name"}}, ErrField, 0},
		"too little":   {"amount,rep\n1,A\n", Options{}, ErrMissing, 0},
		"encoding":     {"name,amount\nA,1\n", Options{Encoding: "klingon"}, ErrEncoding, 0},
		"decimal":      {"name,amount\nA,1\n", Options{Decimal: 'x'}, ErrOption, 0},
		"layout":       {"name,amount\nA,1\n", Options{DateFormat: "YYYY-MM-DD"}, ErrOption, 0},
		"preset":       {"name,amount\nA,1\n", Options{Preset: "sap"}, ErrOption, 0},
	} {
		_, err := Read(context.Background(), BytesSource("t.csv", []byte(c.content)), KindDeals, c.opts,
			Sink{Draft: func(Draft) error { return nil }})
		var failure *FileError
		if !errors.As(err, &failure) || failure.Kind != c.kind || failure.Line != c.line || failure.Name != "t.csv" {
			t.Errorf("%s: %v, want %s in line %d", name, err, c.kind, c.line)
		}
	}
}

// TestTableBounds stops before a table takes hours: after so many rows, or so
// many cells of rows that may all be blank.
func TestTableBounds(t *testing.T) {
	for name, start := range map[string]table{"rows": {count: MaxRows - 30}, "cells": {cells: MaxCells - 100}} {
		src := BytesSource("t.csv", []byte("name,amount,rep\n"+strings.Repeat("A,1,\n", 60)+strings.Repeat(",,\n", 60)))
		opened, err := openTable(t.Context(), src, KindDeals, Options{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		opened.count, opened.cells = start.count, start.cells
		rows := 0
		for err == nil {
			_, _, err = opened.next()
			rows++
		}
		var failure *FileError
		if !errors.As(err, &failure) || failure.Kind != ErrRows || failure.Line < 30 || failure.Line > 60 {
			t.Errorf("%s: %v after %d rows", name, err, rows)
		}
	}
}

// TestTablesCutOff cuts a table off everywhere: what is read then is how the
// whole table begins, or the cut is told. Only a cut within the last cell of a
// row cannot be seen.
func TestTablesCutOff(t *testing.T) {
	whole := "external_id,name,amount\n1,\"A, B\",10\n2,\"C\nD\",20\n3,E,30\n"
	names := []string{"A, B", "C\nD", "E"}
	for cut := len("external_id,name,amount\n"); cut < len(whole); cut++ {
		at := 0
		_, err := Read(t.Context(), BytesSource("t.csv", []byte(whole[:cut])), KindDeals, Options{}, Sink{Draft: func(d Draft) error {
			deal := as[*DealDraft](t, d)
			if deal.Name != names[at] {
				t.Errorf("cut at %d: deal %d is %q", cut, at, deal.Name)
			}
			at++
			return nil
		}})
		if err != nil && !errors.As(err, new(*FileError)) {
			t.Errorf("cut at %d: an untyped error: %v", cut, err)
		}
	}
}

// endless repeats a row until left bytes were read.
type endless struct {
	row  string
	at   int
	left int64
}

func (e *endless) Read(p []byte) (int, error) {
	if e.left <= 0 {
		return 0, io.EOF
	}
	n := copy(p, e.row[e.at:])
	for n < len(p) && n+len(e.row) <= len(p) {
		n += copy(p[n:], e.row)
	}
	e.at = (e.at + n) % len(e.row)
	n = int(min(int64(n), e.left))
	e.left -= int64(n)
	return n, nil
}

func (e *endless) Close() error { return nil }

func TestCancelAndSinkErrorsStopReading(t *testing.T) {
	src := Source{Name: "long.csv", Open: func() (io.ReadCloser, error) {
		return &endless{row: "name,amount\nabcdefgh,1234\n", left: 8 << 20}, nil
	}}
	ctx, cancel := context.WithCancel(context.Background())
	rows := 0
	_, err := Read(ctx, src, KindDeals, Options{}, Sink{Draft: func(Draft) error {
		if rows++; rows == 1000 {
			cancel()
		}
		return nil
	}})
	if !errors.Is(err, context.Canceled) || rows > 1500 {
		t.Errorf("after %d rows: %v", rows, err)
	}
	full := errors.New("disk full")
	if _, err := Read(context.Background(), src, KindDeals, Options{}, Sink{Draft: func(Draft) error { return full }}); !errors.Is(err, full) {
		t.Errorf("the sink's error became %v", err)
	}
}

// sheet is a workbook's sheet in memory.
type sheet struct {
	rows [][]string
	at   int
}

func (s *sheet) Next() ([]string, int, error) {
	if s.at >= len(s.rows) {
		return nil, s.at, io.EOF
	}
	s.at++
	return s.rows[s.at-1], s.at, nil
}

func (s *sheet) Sheet() string    { return "Deals" }
func (s *sheet) Sheets() []string { return []string{"Deals"} }
func (s *sheet) Close() error     { return nil }

func TestWorkbookDatesAndIdentifiers(t *testing.T) {
	src := Source{Name: "deals.xlsx", Sheet: func(context.Context, string) (Rows, error) {
		return &sheet{rows: [][]string{
			{"Pipeline of the team"},
			nil,
			{"Deal ID", "Name", "Created", "Closed", "Stage", "Amount"},
			{"2023-03-15T00:00:00", "A", "2026-10-31T00:00:00", "2026-11-02T14:05:07", "Won", "1234.5678"},
			{"1002", "B", "2026-10-31T00:00:00"},
		}}, nil
	}}
	drafts, report := readSource(t, src, KindDeals, Options{})
	if len(drafts) != 2 || !report.Detection.Workbook || report.Detection.HeaderRow != 3 {
		t.Fatalf("%d drafts, %+v", len(drafts), report)
	}
	a, b := as[*DealDraft](t, drafts[0]), as[*DealDraft](t, drafts[1])
	if a.ExternalID != "45000" || a.Created.HasClock || a.Created.Day.String() != "2026-10-31" || !a.Closed.HasClock || a.Amount.String() != "1234.5678" {
		t.Errorf("%+v", a)
	}
	if b.ExternalID != "1002" || b.Line != 5 || b.Amount.Valid {
		t.Errorf("%+v", b)
	}
}
