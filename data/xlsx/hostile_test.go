package xlsx

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

const (
	namespace   = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relationURI = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	oneRow      = `<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row>`
)

// bare is the least a workbook needs: one sheet and its texts, no styles.
func bare() map[string]string {
	return map[string]string{
		"[Content_Types].xml":        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
		"_rels/.rels":                relations("officeDocument", "xl/workbook.xml", ""),
		"xl/workbook.xml":            `<workbook ` + namespace + ` xmlns:r="` + strings.TrimSuffix(relationURI, "/") + `"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": relations("worksheet", "worksheets/sheet1.xml", ""),
		"xl/worksheets/sheet1.xml":   sheetOf(oneRow),
	}
}

func sheetOf(rows string) string {
	return `<worksheet ` + namespace + `><sheetData>` + rows + `</sheetData></worksheet>`
}

func textsOf(texts string) string { return `<sst ` + namespace + `>` + texts + `</sst>` }

func relations(kind, target, more string) string {
	return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` +
		relationURI + kind + `" Target="` + target + `"/>` + more + `</Relationships>`
}

// hostileBook writes a bare workbook with some parts exchanged or added.
func hostileBook(t *testing.T, parts map[string]string) string {
	t.Helper()
	all := bare()
	for name, content := range parts {
		all[name] = content
	}
	path := filepath.Join(t.TempDir(), "table.xlsx")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	writer := zip.NewWriter(file)
	for name, content := range all {
		part, err := writer.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(part, content); err != nil {
			t.Fatal(err)
		}
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestHostileXML holds that what would fill the memory of whoever decodes it
// is refused with a sentence that names the part, before it is decoded.
func TestHostileXML(t *testing.T) {
	const sheet, texts = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
	entities := `<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>`
	for name, c := range map[string]struct {
		parts map[string]string
		want  string
	}{
		"one cell":           {map[string]string{sheet: sheetOf(`<row><c t="inlineStr"><is><t>` + strings.Repeat("a", maxTextBytes+1) + `</t></is></c></row>`)}, "a cell is too long"},
		"one attribute":      {map[string]string{sheet: sheetOf(`<row r="` + strings.Repeat("1", maxTextBytes+1) + `"/>`)}, "a cell is too long"},
		"one comment":        {map[string]string{sheet: sheetOf(`<!--` + strings.Repeat("<a>", maxTextBytes/3+1) + `-->`)}, "a cell is too long"},
		"one row":            {map[string]string{sheet: sheetOf(`<row>` + strings.Repeat("<c/>", maxRowBytes/4+1) + `</row>`)}, "a row or text is too long"},
		"rows without end":   {map[string]string{sheet: sheetOf(strings.Repeat("<row/>", maxRows+1))}, "more rows than"},
		"row beyond the end": {map[string]string{sheet: sheetOf(`<row r="2000000000"><c><v>1</v></c></row>`)}, "exceeds maximum limit"},
		"nesting":            {map[string]string{sheet: sheetOf(strings.Repeat("<a>", maxDepth+1))}, "nested too deeply"},
		"hidden nesting":     {map[string]string{sheet: sheetOf(strings.Repeat(`<a b="/>">`, maxDepth+1))}, "nested too deeply"},
		"one text in parts":  {map[string]string{texts: textsOf(`<si>` + strings.Repeat("<t>aa</t>", maxTextBytes/9+1) + `</si>`)}, "a row or text is too long"},
		"millions of texts":  {map[string]string{texts: textsOf(strings.Repeat("<si/>", maxTexts+1))}, "different texts"},
		"prefixed texts":     {map[string]string{texts: textsOf(strings.Repeat("<x:si/>", maxTexts+1))}, "different texts"},
		"entities":           {map[string]string{sheet: entities + sheetOf(oneRow)}, "declares entities"},
		"entities in texts":  {map[string]string{texts: entities + textsOf(`<si><t>&b;</t></si>`)}, "declares entities"},
		"another encoding":   {map[string]string{sheet: `<?xml version="1.0" encoding="UTF-16"?>` + sheetOf(oneRow)}, "not in UTF-8"},
		"hidden encoding":    {map[string]string{sheet: `<?xml version="1.0"` + strings.Repeat(" ", headBytes) + `encoding="UTF-16"?>` + sheetOf(oneRow)}, "not in UTF-8"},
		"millions of styles": {map[string]string{"xl/styles.xml": `<styleSheet ` + namespace + `><cellXfs>` + strings.Repeat(`<xf numFmtId="14"/>`, maxDescribed/19+1) + `</cellXfs></styleSheet>`}, `part "xl/styles.xml": it needs too much memory`},
		"millions of sheets": {map[string]string{"xl/workbook.xml": `<workbook><sheets>` + strings.Repeat(`<sheet name="x"/>`, maxDescribed/17+1) + `</sheets></workbook>`}, `part "xl/workbook.xml": it needs too much memory`},
		"endless relations":  {map[string]string{"xl/_rels/workbook.xml.rels": strings.Repeat(" ", maxRelations+1)}, "too much memory"},
		"a sheet elsewhere":  {map[string]string{"xl/_rels/workbook.xml.rels": relations("worksheet", "../xl/drawings/drawing1.xml", "")}, "from where none can be"},
		"a workbook aside":   {map[string]string{"_rels/.rels": relations("officeDocument", "docProps/app.xml", "")}, "from where none can be"},
	} {
		table, err := OpenTable(context.Background(), hostileBook(t, c.parts), "")
		if err == nil {
			t.Errorf("%s: opened sheet %q", name, table.Sheet())
			closed(t, table)
			continue
		}
		if !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// TestHarmlessXML holds that what only looks strange is read.
func TestHarmlessXML(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "evil.txt")
	for name, parts := range map[string]map[string]string{
		"bare":              {},
		"declared":          {"xl/worksheets/sheet1.xml": `<?xml version="1.0" encoding="utf-8" standalone="yes"?>` + "\n<!-- made by hand: <row> -->" + sheetOf(oneRow)},
		"literal text":      {"xl/worksheets/sheet1.xml": sheetOf(`<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[name]]></t></is></c></row>`)},
		"much after it":     {"xl/worksheets/sheet1.xml": `<worksheet ` + namespace + `><sheetData>` + oneRow + `</sheetData><mergeCells>` + strings.Repeat(`<mergeCell ref="A1:XFD1048576"/>`, maxRowBytes/32+1) + `</mergeCells></worksheet>`},
		"outside names":     {"../../../../../../../../" + outside: "x", `..\..\evil.xml`: "x"},
		"external relation": {"xl/_rels/workbook.xml.rels": relations("worksheet", "worksheets/sheet1.xml", `<Relationship Id="rId2" Type="`+relationURI+`externalLink" Target="http://127.0.0.1:1/x" TargetMode="External"/><Relationship Id="rId3" Type="`+relationURI+`worksheet" Target="file:///etc/passwd" TargetMode="External"/>`)},
		"formula":           {"xl/worksheets/sheet1.xml": sheetOf(`<row r="1"><c r="A1" t="str"><f>WEBSERVICE("http://127.0.0.1:1/")</f><v>name</v></c></row>`)},
	} {
		table, err := OpenTable(context.Background(), hostileBook(t, parts), "")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if rows := allRows(t, table); len(rows) != 1 || len(rows[0]) != 1 || rows[0][0] != "name" {
			t.Errorf("%s: %q", name, rows)
		}
		closed(t, table)
	}
	if _, err := os.Stat(outside); err == nil {
		t.Error("a part was written outside")
	}
}

// TestLongTableOfContents has an archive whose list of parts is longer than
// the parts.
func TestLongTableOfContents(t *testing.T) {
	var buffer bytes.Buffer
	writer := zip.NewWriter(&buffer)
	for range maxDirectory/(1<<16) + 2 {
		if _, err := writer.CreateHeader(&zip.FileHeader{Name: "a", Comment: strings.Repeat("c", 1<<16-1)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "table.xlsx")
	if err := os.WriteFile(path, buffer.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenTable(context.Background(), path, ""); err == nil || !strings.Contains(err.Error(), "table of contents is too long") {
		t.Error(err)
	}
}

// TestWorkbooksCutOff cuts a workbook off at a hundred places: each is refused.
func TestWorkbooksCutOff(t *testing.T) {
	whole, err := os.ReadFile(workbook(t, func(file *excelize.File) {
		for i := range 200 {
			cell, _ := excelize.CoordinatesToCellName(1, i+1)
			set(t, file, "Sheet1", cell, strings.Repeat("x", i), "")
		}
	}))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "cut.xlsx")
	for i := range 100 {
		if err := os.WriteFile(path, whole[:len(whole)*i/100], 0o600); err != nil {
			t.Fatal(err)
		}
		if err := opened(path); err == nil {
			t.Errorf("cut to %d %%: read as if it were whole", i)
		}
	}
}
