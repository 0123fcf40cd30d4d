package importer

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
)

// TestMutatedTables damages tables, dates, numbers and periods in every way a
// bad disk or a bad program does: none may crash, and a table that cannot be
// read says so with a typed error. 250 of each; 6,000 in the soak.
func TestMutatedTables(t *testing.T) {
	rounds := 250
	if os.Getenv("ATTAIN_SOAK") != "" {
		rounds = 6000
	}
	random := rand.New(rand.NewPCG(5, 2026))
	tables := []string{
		"external_id,name,rep,amount,created,closed,outcome\n1,\"A\nB\",Ann,\"$1,234.50\",2026-01-05,2026-01-31,won\n2,C,Bob,5,03/04/2026,,open\n",
		"\xef\xbb\xbfRep;Jan 2026;Feb 2026\r\nKim;1.000,50;2\r\n", "sep=|\ndeal|stage|at\n1|A|2026-01-05\n1|Won|2026-01-09\n",
		"\xff\xfer\x00e\x00p\x00,\x00t\x00y\x00p\x00e\x00,\x00a\x00t\x00\n\x00A\x00,\x00c\x00a\x00l\x00l\x00,\x002\x000\x002\x006\x00",
		"\xb0\xc5\xb7\xa1\xb8\xed,\xb1\xdd\xbe\xd7\n\xb0\xa1,1\n",
	}
	words := []string{"15 Apr, 2021 00:02:00", "Friday, December 1, 2017", "2026-01-31T23:30:00-08:00", "$342.09K", "1억 2,000만원", "(1.234,56)", "2026-Q3", "2026년 3분기", "FY26 Q1"}
	read, refused := 0, 0
	for round := range rounds {
		content := mutated(random, []byte(tables[round%len(tables)]))
		kind := Kinds()[round%len(Kinds())]
		_, err := Read(context.Background(), BytesSource("damaged.csv", content), kind, Options{}, Sink{Draft: func(Draft) error { return nil }})
		switch {
		case err == nil:
			read++
		case errors.As(err, new(*FileError)):
			refused++
		default:
			t.Errorf("%q as %s: an untyped error: %v", content, kind, err)
		}
		for _, parse := range []func(string) error{
			func(text string) error { _, err := parseMoment(text, dateFormat{order: OrderDMY}); return err },
			func(text string) error { _, err := parseNumber(text, '.'); return err },
			func(text string) error { _, err := ParsePeriod(text, 2026, "", OrderMDY); return err },
		} {
			if parse(string(mutated(random, []byte(words[round%len(words)])))) == nil {
				read++
			} else {
				refused++
			}
		}
	}
	t.Logf("%d mutated tables, dates, numbers and periods: %d read, %d refused, none crashed", 4*rounds, read, refused)
}

// mutated damages a text in one to three places.
func mutated(random *rand.Rand, content []byte) []byte {
	const signs = "\x00\"'\n\r,;|=-+.:/\\\xff\xfe0123456789eE$%K억"
	for range 1 + random.IntN(3) {
		if len(content) == 0 {
			return content
		}
		at := random.IntN(len(content))
		end := min(len(content), at+1+random.IntN(12))
		switch random.IntN(6) {
		case 0:
			content[at] ^= 1 << random.IntN(8)
		case 1:
			content[at] = signs[random.IntN(len(signs))]
		case 2:
			content = slices.Delete(content, at, end)
		case 3:
			content = slices.Insert(content, at, signs[random.IntN(len(signs))])
		case 4:
			content = slices.Insert(content, at, slices.Clone(content[at:end])...)
		default:
			if random.IntN(4) == 0 {
				content = content[:at]
			}
		}
	}
	return content
}
