package cli_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/unicode"
)

// TestTablesOfStrangers plays the scripts in testdata/tables: odd tables with
// what must become of them, worked out by hand. A script is made of
//
//	-- NAME [ENCODING] --   the lines that follow are a file; a name ending in
//	                        .xlsx makes a workbook (see workbook)
//	$ ARGUMENTS             run the program; it must end with status 0 ...
//	! STATUS                ... or this one, with one line on standard error
//	= TEXT                  what it printed has this in it
//	~ TEXT                  what it printed does not have this in it
//	e TEXT                  the line on standard error has this in it
//	. PATH = JSON           after "$ metrics": a figure of metrics --json
//
// and of lines beginning with #, which say why.
func TestTablesOfStrangers(t *testing.T) {
	scripts, err := filepath.Glob("testdata/tables/*.txt")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, script := range scripts {
		t.Run(strings.TrimSuffix(filepath.Base(script), ".txt"), func(t *testing.T) {
			content, err := os.ReadFile(script)
			if err != nil {
				t.Fatal(err)
			}
			p := &play{terminal: newTerminal(t), t: t}
			for number, line := range strings.Split(strings.TrimSuffix(string(content), "\n"), "\n") {
				p.line(number+1, line)
			}
			p.endCommand()
			p.endFile()
		})
	}
}

// play is a script being played.
type play struct {
	*terminal
	t        *testing.T
	file     string // name and encoding of the file whose lines are gathered
	lines    []string
	number   int    // of the line that ran the last command
	command  string // the last command
	status   int    // it must end with
	document any    // what metrics printed
}

func (p *play) line(number int, line string) {
	if head, ok := strings.CutPrefix(line, "-- "); ok && strings.HasSuffix(head, " --") {
		p.endCommand()
		p.endFile()
		p.file = strings.TrimSuffix(head, " --")
		return
	}
	if p.file != "" && !strings.HasPrefix(line, "$ ") {
		p.lines = append(p.lines, line)
		return
	}
	mark, rest, _ := strings.Cut(line, " ")
	switch mark {
	case "$":
		p.endFile()
		p.endCommand()
		p.number, p.command, p.status = number, rest, 0
		p.start()
	case "!":
		p.status, _ = strconv.Atoi(rest)
	case "=":
		if !strings.Contains(p.out.String(), rest) {
			p.t.Errorf("line %d: %q is not in what %q printed:\n%s%s", number, rest, p.command, p.out.String(), p.err.String())
		}
	case "~":
		if strings.Contains(p.out.String(), rest) {
			p.t.Errorf("line %d: %q is in what %q printed:\n%s", number, rest, p.command, p.out.String())
		}
	case "e":
		if !strings.Contains(p.err.String(), rest) {
			p.t.Errorf("line %d: %q is not in the error %q", number, rest, p.err.String())
		}
	case ".":
		p.figure(number, rest)
	case "", "#":
	default:
		if !strings.HasPrefix(line, "#") {
			p.t.Fatalf("line %d: what is %q?", number, line)
		}
	}
}

// start runs a command; words in quotes are one argument, a word that names a
// file of the script is its path.
func (p *play) start() {
	p.document = nil
	var args []string
	for _, word := range regexp.MustCompile(`"[^"]*"|[^\s"]+(?:"[^"]*")?[^\s"]*`).FindAllString(p.command, -1) {
		word = strings.ReplaceAll(word, `"`, "")
		switch {
		case word == "TAB":
			word = "\t"
		case regexp.MustCompile(`^[\w.-]+\.(csv|xlsx|txt|tsv|png)$`).MatchString(word):
			word = filepath.Join(p.folder, word)
		}
		args = append(args, word)
	}
	if args[0] == "metrics" {
		args = append(args, "--json")
	}
	p.run(args...)
	if args[0] == "metrics" && p.terminal.status == 0 {
		if err := json.Unmarshal(p.out.Bytes(), &p.document); err != nil {
			p.t.Fatalf("line %d: %v", p.number, err)
		}
	}
}

// endCommand looks at the status that the last command ended with.
func (p *play) endCommand() {
	if p.command == "" {
		return
	}
	if p.terminal.status != p.status {
		p.t.Errorf("line %d: %q ended with %d, want %d: %s%s", p.number, p.command, p.terminal.status, p.status, p.err.String(), p.out.String())
	}
	if lines := strings.Count(p.err.String(), "\n"); p.status != 0 && lines != 1 || p.status == 0 && lines != 0 {
		p.t.Errorf("line %d: %d lines of errors: %s", p.number, lines, p.err.String())
	}
	p.command = ""
}

// figure compares one figure: a path such as reps[Ann].activities[call].ratio.
func (p *play) figure(number int, text string) {
	path, wanted, _ := strings.Cut(text, " = ")
	var want any
	if err := json.Unmarshal([]byte(wanted), &want); err != nil {
		p.t.Fatalf("line %d: %q is no JSON", number, wanted)
	}
	value := p.document
	for _, step := range strings.Split(path, ".") {
		name, key, list := strings.Cut(strings.TrimSuffix(step, "]"), "[")
		object, _ := value.(map[string]any)
		value = object[name]
		if list {
			value = entry(value, key)
		}
	}
	if w, ok := want.(float64); ok {
		if v, ok := value.(float64); ok && v-w < 1e-6 && w-v < 1e-6 {
			return
		}
	}
	if fmt.Sprint(value) != fmt.Sprint(want) {
		p.t.Errorf("line %d: %s is %v, want %v", number, path, value, wanted)
	}
}

// entry finds an object of a list by what it is of.
func entry(list any, key string) any {
	objects, _ := list.([]any)
	for _, object := range objects {
		fields, _ := object.(map[string]any)
		for _, name := range []string{"rep", "stage", "month", "type", "product", "name", "reason"} {
			if fields[name] == key {
				return object
			}
		}
	}
	return nil
}

func (p *play) endFile() {
	if p.file == "" {
		return
	}
	name, coding, _ := strings.Cut(p.file, " ")
	var content []byte
	if strings.HasSuffix(name, ".xlsx") {
		content = workbook(p.t, p.lines)
	} else {
		content = encoded(p.t, strings.Join(p.lines, "\n")+"\n", coding)
	}
	if err := os.WriteFile(filepath.Join(p.folder, name), content, 0o600); err != nil {
		p.t.Fatal(err)
	}
	p.file, p.lines = "", nil
}

// encoded writes a text in encodings parted by "+"; crlf, mac and nonl change
// its line ends, \x00 stands for a NUL and <t> for a tab.
func encoded(t *testing.T, text, codings string) []byte {
	text = strings.ReplaceAll(text, "<t>", "\t")
	var coding encoding.Encoding
	bom := false
	for _, name := range strings.Split(codings, "+") {
		switch name {
		case "crlf":
			text = strings.ReplaceAll(text, "\n", "\r\n")
		case "mac":
			text = strings.ReplaceAll(text, "\n", "\r")
		case "nonl":
			text = strings.TrimRight(text, "\r\n")
		case "nul":
			text = strings.ReplaceAll(text, `\x00`, "\x00")
		case "bom":
			bom = true
		case "utf-16le":
			coding = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
		case "utf-16be-plain":
			coding = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
		case "cp949":
			coding = korean.EUCKR
		case "cp1252":
			coding = charmap.Windows1252
		case "":
		default:
			t.Fatalf("what is the encoding %q?", name)
		}
	}
	if bom {
		text = "\uFEFF" + text
	}
	if coding == nil {
		return []byte(text)
	}
	content, err := coding.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return []byte(content)
}

// workbook makes a workbook. A line "[NAME]" begins a sheet; cells are parted
// by "|"; "date:N" is the day count N shown as a date, "num:N" a number,
// "=..." a formula; "<ROW:CELLS" merges cells, as in "<A1:B1".
func workbook(t *testing.T, lines []string) []byte {
	book := excelize.NewFile()
	style, err := book.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		t.Fatal(err)
	}
	sheet, row := "Sheet1", 0
	for _, line := range lines {
		switch {
		case strings.HasPrefix(line, "["):
			sheet, row = strings.Trim(line, "[]"), 0
			if _, err := book.NewSheet(sheet); err != nil {
				t.Fatal(err)
			}
			continue
		case strings.HasPrefix(line, "<"):
			from, to, _ := strings.Cut(line[1:], ":")
			if err := book.MergeCell(sheet, from, to); err != nil {
				t.Fatal(err)
			}
			continue
		}
		row++
		for i, text := range strings.Split(line, "|") {
			cell, _ := excelize.CoordinatesToCellName(i+1, row)
			kind, rest, _ := strings.Cut(text, ":")
			number, _ := strconv.ParseFloat(rest, 64)
			var err error
			switch {
			case kind == "date":
				err = book.SetCellValue(sheet, cell, number)
				_ = book.SetCellStyle(sheet, cell, cell, style)
			case kind == "num":
				err = book.SetCellValue(sheet, cell, number)
			case strings.HasPrefix(text, "="):
				err = book.SetCellFormula(sheet, cell, text)
			case text != "":
				err = book.SetCellStr(sheet, cell, text)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	if sheet != "Sheet1" && len(book.GetSheetList()) > 1 {
		if rows, err := book.GetRows("Sheet1"); err == nil && len(rows) == 0 {
			_ = book.DeleteSheet("Sheet1")
		}
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
