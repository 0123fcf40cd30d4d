package xlsx

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// TestMutatedWorkbooks damages the bytes of a workbook, and the text of its
// sheet inside a whole archive: none may crash. 100 of them; 4,000 in the soak.
func TestMutatedWorkbooks(t *testing.T) {
	rounds := 100
	if os.Getenv("ATTAIN_SOAK") != "" {
		rounds = 4000
	}
	random := rand.New(rand.NewPCG(6, 2026))
	sheet := []byte(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45000.5</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>`)
	styles := []byte(`<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`)
	plain := plainBook(t)
	whole := replaced(t, plain, sheet, styles)
	path := filepath.Join(t.TempDir(), "damaged.xlsx")
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := opened(path); err != nil {
		t.Fatalf("the whole workbook: %v", err)
	}
	read, refused := 0, 0
	for round := range rounds {
		content := damaged(random, whole)
		if round%2 == 0 {
			content = replaced(t, plain, damaged(random, sheet), styles)
		}
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if opened(path) == nil {
			read++
		} else {
			refused++
		}
	}
	t.Logf("%d mutated workbooks: %d read, %d refused, none crashed", rounds, read, refused)
}

// opened reads a workbook to its end.
func opened(path string) error {
	table, err := OpenTable(context.Background(), path, "")
	if err != nil {
		return err
	}
	for err == nil {
		_, _, err = table.Next()
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return errors.Join(err, table.Close())
}

// damaged changes, cuts or repeats one to three places of a copy.
func damaged(random *rand.Rand, whole []byte) []byte {
	content := append([]byte{}, whole...)
	for range 1 + random.IntN(3) {
		at := random.IntN(len(content))
		switch random.IntN(4) {
		case 0:
			content[at] = byte(random.IntN(256))
		case 1:
			content[at] ^= 1 << random.IntN(8)
		case 2:
			content = append(content[:at:at], content[min(len(content), at+1+random.IntN(9)):]...)
		default:
			if random.IntN(6) == 0 {
				content = content[:at+1]
			}
		}
		if len(content) == 0 {
			return whole
		}
	}
	return content
}
