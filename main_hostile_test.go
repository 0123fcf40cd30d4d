//go:build e2e

package main_test

import (
	"archive/zip"
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// What a hostile file may cost the built program.
const (
	hostileMemory = 512 << 10 // KiB at the peak
	hostileTime   = 5 * time.Minute
)

// hostileHead is the header of a deals table.
const hostileHead = "external_id,name,rep,amount,created,closed,outcome\n"

// hostileFile is a file that should not hurt: its name says what is in it.
type hostileFile struct {
	name  string
	write func(w io.Writer) error
	want  string // in the error; empty: it is imported
}

// repeated writes a text so many times.
func repeated(w io.Writer, text string, times int) error {
	for range times {
		if _, err := io.WriteString(w, text); err != nil {
			return err
		}
	}
	return nil
}

// all writes one after the other.
func all(w io.Writer, parts ...func(io.Writer) error) error {
	for _, part := range parts {
		if err := part(w); err != nil {
			return err
		}
	}
	return nil
}

func times(text string, count int) func(io.Writer) error {
	return func(w io.Writer) error { return repeated(w, text, count) }
}

func hostileTables() []hostileFile {
	mega := strings.Repeat("A", 1<<20)
	table := func(parts ...func(io.Writer) error) func(io.Writer) error {
		return func(w io.Writer) error {
			return all(w, append([]func(io.Writer) error{times(hostileHead, 1)}, parts...)...)
		}
	}
	return []hostileFile{
		{"1 GB of short rows.csv", table(numbered("D%d,Deal,Rep,1.50,2026-01-05,2026-02-05,won\n", 24_000_000)), "too large to be imported at once"},
		{"1 GB of long rows.csv", table(numbered("D%d,Deal,Rep,1.50,2026-01-05,2026-02-05,won,\""+strings.Repeat("long text ", 2048)+"\"\n", 51_000)), "nothing of"},
		{"a line of 500 MB.csv", table(times(mega, 500)), "far too long"},
		{"a header of 500 MB.csv", times(mega, 500), "far too long"},
		{"a cell of 500 MB.csv", table(times(`1,"`, 1), times(strings.Repeat("B\n", 1<<19), 500)), "far too long"},
		{"a million columns.csv", func(w io.Writer) error { return all(w, times("c,", 1_000_000), times("\n", 1), times("1,", 1_000_000)) }, "too many columns"},
		{"a row of a million cells.csv", table(times("1,", 1_000_000)), "too many columns"},
		{"1 GB of NULs.csv", times(strings.Repeat("\x00", 1<<20), 1024), "far too long"},
		{"800 MB of commas.csv", table(times(strings.Repeat(strings.Repeat(",", 100)+"\n", 1<<13), 1024)), "too large to be imported at once"},
		{"a quote that never ends.csv", table(numbered("D%d,Deal,Rep,1,2026-01-05,2026-02-05,won\n", 20_000), times(`D,"x`, 1)), "never closed"},
		{"cut off.csv", table(numbered("D%d,Deal,Rep,1,2026-01-05,2026-02-05,won\n", 20_000), times("D,Deal,R", 1)), "cut off"},
	}
}

// numbered writes rows that differ by their number, from 2.
func numbered(format string, count int) func(io.Writer) error {
	return func(w io.Writer) error {
		for i := range count {
			if _, err := fmt.Fprintf(w, format, i+2); err != nil {
				return err
			}
		}
		return nil
	}
}

func hostileWorkbooks() []hostileFile {
	const space = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	head := `<worksheet ` + space + `><sheetData>`
	sheet := func(parts ...func(io.Writer) error) func(io.Writer) error {
		return workbookOf("xl/worksheets/sheet1.xml", append(append([]func(io.Writer) error{times(head, 1)}, parts...), times(`</sheetData></worksheet>`, 1))...)
	}
	texts := func(parts ...func(io.Writer) error) func(io.Writer) error {
		return workbookOf("xl/sharedStrings.xml", append([]func(io.Writer) error{times(`<sst `+space+`>`, 1)}, parts...)...)
	}
	rows := `<row><c t="inlineStr"><is><t>external_id</t></is></c><c t="inlineStr"><is><t>name</t></is></c></row>`
	blank := strings.Repeat(" ", 1<<20)
	return []hostileFile{
		{"4 GB sheet.xlsx", sheet(times(blank, 4096)), "longer than"},
		{"4 GB of rows.xlsx", sheet(times(strings.Repeat("<row/>", 1<<17), 5461)), "rows"},
		{"4 GB of texts.xlsx", texts(times(strings.Repeat("<si><t>aaaaaaaaaaaaaaaaaaaaa</t></si>", 1<<15), 3542)), "different texts"},
		{"4 GB of media.xlsx", workbookOf("xl/media/image1.png", times(blank, 4096)), "unpacks to more than"},
		{"390 MB text.xlsx", texts(times("<si><t>", 1), times(blank, 390)), "longer than"},
		{"390 MB row.xlsx", sheet(times("<row>", 1), times(strings.Repeat("<c/>", 1<<18), 390)), "longer than"},
		{"nested.xlsx", sheet(times(strings.Repeat("<a>", 1<<18), 400)), "nested"},
		{"3 million styles.xlsx", workbookOf("xl/styles.xml", times(`<styleSheet `+space+`><cellXfs>`, 1), times(`<xf numFmtId="14"/>`, 3_000_000)), "memory"},
		{"entities.xlsx", workbookOf("xl/sharedStrings.xml", times(`<!DOCTYPE s [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><sst/>`, 1)), "entities"},
		{"100,000 rows as wide as can be.xlsx", sheet(times(rows, 1), numbered(`<row r="%[1]d"><c r="XFD%[1]d"><v>1</v></c></row>`, 100_000)), "too large to be imported at once"},
		{"names outside.xlsx", workbookOf("../../../../outside.txt", times("x", 1)), "No column"},
	}
}

// workbookOf is a workbook with one sheet and one part exchanged or added.
func workbookOf(name string, content ...func(io.Writer) error) func(io.Writer) error {
	const (
		packages = "http://schemas.openxmlformats.org/package/2006/"
		document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
		space    = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	)
	relation := func(kind, target string) string {
		return `<Relationships xmlns="` + packages + `relationships"><Relationship Id="rId1" Type="` + document + `/` + kind + `" Target="` + target + `"/></Relationships>`
	}
	return func(w io.Writer) error {
		archive := zip.NewWriter(w)
		for part, text := range map[string]string{
			"[Content_Types].xml": `<Types xmlns="` + packages + `content-types"/>`, "_rels/.rels": relation("officeDocument", "xl/workbook.xml"),
			"xl/workbook.xml":            `<workbook ` + space + ` xmlns:r="` + document + `"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels": relation("worksheet", "worksheets/sheet1.xml"),
			"xl/worksheets/sheet1.xml":   `<worksheet ` + space + `><sheetData><row><c t="inlineStr"><is><t>something</t></is></c></row></sheetData></worksheet>`,
		} {
			if part == name {
				continue
			}
			target, err := archive.Create(part)
			if err != nil {
				return err
			}
			if _, err := io.WriteString(target, text); err != nil {
				return err
			}
		}
		target, err := archive.Create(name)
		if err != nil {
			return err
		}
		return errors.Join(all(target, content...), archive.Close())
	}
}

// TestHostileFiles gives the built program files that are made to hurt it, and
// holds that each ends with one clear sentence, within its memory and time,
// with nothing written and nothing left behind.
func TestHostileFiles(t *testing.T) {
	for _, file := range append(hostileTables(), hostileWorkbooks()...) {
		t.Run(file.name, func(t *testing.T) {
			p := newProgram(t, "en")
			p.run("check") // makes the empty database
			before := p.ask("SELECT count(*) FROM batches")
			path := filepath.Join(t.TempDir(), filepath.Base(file.name))
			if err := writeHostile(path, file.write); err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), hostileTime)
			defer cancel()
			temporary := t.TempDir()
			command := exec.CommandContext(ctx, p.binary, "import", path, "--kind", "deals", "--create")
			command.Env = p.environment("DISPLAY=", "TMPDIR="+temporary)
			began := time.Now()
			said, err := command.CombinedOutput()
			usage, _ := command.ProcessState.SysUsage().(*syscall.Rusage)
			t.Logf("%.1f s, %d MiB: %s", time.Since(began).Seconds(), usage.Maxrss>>10, lastLine(said))
			if err == nil || ctx.Err() != nil || !strings.Contains(string(said), file.want) {
				t.Errorf("%v, want an error that says %q", err, file.want)
			}
			if usage.Maxrss > hostileMemory {
				t.Errorf("%d MiB at the peak", usage.Maxrss>>10)
			}
			if left, err := os.ReadDir(temporary); err != nil || len(left) > 0 {
				t.Errorf("left behind: %v %v", left, err)
			}
			if after := p.ask("SELECT count(*) FROM batches") + p.ask("SELECT count(*) FROM deals"); after != before+"0" {
				t.Errorf("something was written: %s, before %s", after, before)
			}
			p.run("check")
		})
	}
}

func writeHostile(path string, write func(io.Writer) error) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	buffered := bufio.NewWriterSize(file, 1<<20)
	return errors.Join(write(buffered), buffered.Flush(), file.Close())
}

func lastLine(text []byte) string {
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	return lines[len(lines)-1]
}
