package xlsx

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"attain/app/sales"
)

// The colours of the workbook, the same as in the charts' light palette.
const (
	colourInk      = "1A1F36"
	colourMuted    = "596171"
	colourFaint    = "A9B2C0"
	colourGrid     = "E0E5EC"
	colourTrack    = "EEF1F5"
	colourAccent   = "5B5BD6"
	colourOnTrack  = "0D8F80"
	colourBehind   = "E5A11A"
	colourOffTrack = "C2304A"
	colourNeutral  = "97A1B2"
	colourPaper    = "FFFFFF"
	colourNote     = "FBFAF3"
)

// categoryColours are the parts of a stack, in order.
func categoryColours() []string {
	return []string{"4B4BC8", "6FB7E9", "0D7F72", "F0B64A", "B8477A", "97A1B2"}
}

// edge is where a cell has a line.
type edge int

const (
	edgeNone edge = iota
	edgeBelow
	edgeTotal // above, as over a sum
	edgeBox
)

// kind is what a cell's number is; it decides the number format.
type kind int

const (
	kindText kind = iota
	kindCount
	kindNumber  // one decimal
	kindMoney   // in whole units where amounts are large, see wholePages
	kindExact   // money with its minor units where some amount has them
	kindRounded // money without the minor units, for computed values
	kindPercent
	kindDate
	kindMonth
	kindMoment
	kindPoints // difference of two percentages
	kindShift  // relative change of what may fall or rise for the better
	kindChange // relative change of what had better rise
)

// look is how a cell looks. Equal looks share one style of the workbook.
type look struct {
	kind   kind
	bold   bool
	italic bool
	wrap   bool
	size   float64
	ink    string
	fill   string
	align  string
	edge   edge
	indent int
}

func (l look) strong() look           { l.bold = true; return l }
func (l look) coloured(c string) look { l.ink = c; return l }
func (l look) total() look            { l.bold, l.edge, l.fill = true, edgeTotal, colourTrack; return l }
func (l look) boxed() look            { l.edge = edgeBox; return l }
func (l look) wrapped() look          { l.wrap = true; return l }

func lookTitle() look   { return look{bold: true, size: 18} }
func lookSub() look     { return look{ink: colourMuted} }
func lookSection() look { return look{bold: true, size: 13, ink: colourAccent} }
func lookHead() look {
	return look{bold: true, wrap: true, fill: colourTrack, ink: colourInk, edge: edgeBelow, align: "center"}
}

// lookAside is a key at the right of what is printed, where a program may draw
// the edge of a hidden column.
func lookAside() look { return look{kind: kindCount, ink: colourPaper} }

func lookKey() look { return look{kind: kindCount, ink: colourFaint, align: "center"} }

// formats holds the number formats of a workbook's currency and language.
type formats map[kind]string

// newFormats returns the formats. Money shows minor units only where some
// amount has them: whole says that none has, wholePages that they are shown
// in the data alone.
func newFormats(currency sales.Currency, lang string, whole, wholePages bool) formats {
	locale := "-409"
	points := `%" pts"`
	dates, months, moment := `[$-409]d\ mmm\ yyyy`, `[$-409]mmm\ yyyy`, `[$-409]d\ mmm\ yyyy\ hh:mm`
	if lang == "ko" {
		locale = "-412"
		points = `%"p"`
		dates, months, moment = "yyyy-mm-dd", "yyyy-mm", "yyyy-mm-dd hh:mm"
	}
	decimals := ""
	if !whole && currency.Digits > 0 {
		decimals = "." + strings.Repeat("0", currency.Digits)
	}
	ofPages := decimals
	if wholePages {
		ofPages = ""
	}
	money := func(decimals string) string {
		before, after := symbolOf(currency, lang)
		mark := func(s string) string {
			if s == "" {
				return ""
			}
			return "[$" + s + locale + "]"
		}
		number := mark(before) + "#,##0" + decimals + mark(after)
		return number + ";[Red]\\-" + number
	}
	return formats{
		kindText: "", kindCount: "#,##0", kindNumber: "#,##0.0", kindMoney: money(ofPages), kindExact: money(decimals), kindRounded: money(""),
		kindPercent: "0.0%", kindDate: dates, kindMonth: months, kindMoment: moment,
		kindPoints: "+0.0" + points + `;\-0.0` + points + ";0.0" + points, kindShift: `+0.0%;\-0.0%;0.0%`, kindChange: `+0.0%;[Red]\-0.0%;0.0%`,
	}
}

// symbolOf returns what stands before and after the digits of an amount.
func symbolOf(currency sales.Currency, lang string) (before, after string) {
	sample := currency.Format(0, lang)
	before, after, found := strings.Cut(sample, "0")
	if !found {
		return currency.Code + " ", ""
	}
	clean := func(s string) string {
		return strings.NewReplacer("[", "", "]", "", "$-", "", "\u00a0", " ").Replace(s)
	}
	return clean(before), clean(strings.TrimLeft(after, ".,0"))
}

// style returns the workbook's style of a look.
func (b *book) style(l look) (int, error) {
	if id, ok := b.styles[l]; ok {
		return id, nil
	}
	style := &excelize.Style{
		Font:      &excelize.Font{Family: b.font, Size: 10, Bold: l.bold, Italic: l.italic, Color: colourInk},
		Alignment: &excelize.Alignment{Vertical: "center", WrapText: l.wrap, Horizontal: l.align, Indent: l.indent},
	}
	if l.size > 0 {
		style.Font.Size = l.size
	}
	if l.ink != "" {
		style.Font.Color = l.ink
	}
	if l.wrap && l.fill == "" {
		style.Alignment.Vertical = "top"
	}
	if l.fill != "" {
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{l.fill}}
	}
	style.Border = borders(l.edge)
	if code := b.formats[l.kind]; code != "" {
		style.CustomNumFmt = &code
	}
	id, err := b.file.NewStyle(style)
	if err != nil {
		return 0, err
	}
	b.styles[l] = id
	return id, nil
}

func borders(e edge) []excelize.Border {
	const thin = 1
	switch e {
	case edgeBelow:
		return []excelize.Border{{Type: "bottom", Color: colourFaint, Style: thin}}
	case edgeTotal:
		return []excelize.Border{{Type: "top", Color: colourMuted, Style: thin}}
	case edgeBox:
		var all []excelize.Border
		for _, side := range []string{"left", "top", "right", "bottom"} {
			all = append(all, excelize.Border{Type: side, Color: colourFaint, Style: thin})
		}
		return all
	case edgeNone:
	}
	return nil
}
