package xlsx

import (
	"bytes"
	"strconv"
)

// Bounds on the XML of a sheet or of its shared texts. A cell of a workbook
// holds at most 32,767 characters and a row 16,384 cells.
const (
	maxTextBytes = 2 << 20  // between two tags, in one tag, or of one shared text
	maxRowBytes  = 16 << 20 // of one row
	maxDepth     = 200
	maxTexts     = 2_000_000
	maxRows      = 1 << 20 // as in any workbook
	headBytes    = 128     // of a tag are looked at
)

// markupScan looks through XML as it is unpacked, without keeping it, for what
// a decoder would have to hold in memory: endless texts, tags, rows and
// nesting, and millions of shared texts. It understands just enough of XML to
// find the tags.
type markupScan struct {
	fault  error
	at     state
	run    int    // bytes since the last tag began or ended
	record int    // bytes since the last row or shared text began
	limit  int    // of a record
	head   []byte // the tag's first bytes
	last   byte   // the byte before
	depth  int
	texts  int
	rows   int
}

// state is where in the XML a scan is.
type state int

const (
	inText state = iota
	inTag
	inSingle  // an attribute's value in single quotes
	inDouble  // or double ones
	inComment // up to -->
	inCDATA   // up to ]]>
	inOrder   // up to ?>
)

// Write scans a piece. A fault ends the writing.
func (m *markupScan) Write(p []byte) (int, error) {
	whole := len(p)
	for len(p) > 0 {
		p = p[m.step(p):]
		if m.fault != nil {
			return 0, m.fault
		}
	}
	return whole, nil
}

// step takes in bytes up to the next one that means something in the present
// state, and returns how many.
func (m *markupScan) step(p []byte) int {
	var at int
	switch m.at {
	case inText:
		at = bytes.IndexByte(p, '<')
	case inTag:
		at = endOrQuote(p)
	case inSingle:
		at = bytes.IndexByte(p, '\'')
	case inDouble:
		at = bytes.IndexByte(p, '"')
	default:
		at = bytes.IndexByte(p, '>')
	}
	if at < 0 {
		at = len(p) - 1
	}
	taken := p[:at+1]
	m.keep(taken)
	m.run += len(taken)
	m.record += len(taken)
	if m.run > maxTextBytes {
		m.fault = unreadable("cell", "a cell is too long", megabytes(maxTextBytes))
	}
	if m.limit > 0 && m.record > m.limit {
		m.fault = unreadable("row", "a row or text is too long", megabytes(m.limit))
	}
	m.turn(taken[at])
	return len(taken)
}

// endOrQuote returns where in a tag its end or a quote comes, -1 for nowhere.
func endOrQuote(p []byte) int {
	for i, b := range p {
		if b == '>' || b == '"' || b == '\'' {
			return i
		}
	}
	return -1
}

// keep holds on to the first bytes of a tag and to the last byte but one.
func (m *markupScan) keep(taken []byte) {
	if m.at != inText && len(m.head) < headBytes {
		m.head = append(m.head, taken[:min(len(taken), headBytes-len(m.head))]...)
	}
	if len(taken) > 1 {
		m.last = taken[len(taken)-2]
	}
}

// turn changes the state at a byte.
func (m *markupScan) turn(b byte) {
	switch m.at {
	case inText:
		if b == '<' {
			m.at, m.run, m.head = inTag, 0, m.head[:0]
		}
	case inTag:
		switch {
		case b == '>':
			m.endTag()
		case b == '\'' && !m.special():
			m.at = inSingle
		case b == '"' && !m.special():
			m.at = inDouble
		}
	case inSingle, inDouble:
		if b == quote(m.at) {
			m.at = inTag
		}
	default:
		if b == '>' && m.last == beforeEnd(m.at) {
			m.at, m.run = inText, 0
		}
	}
	m.last = b
}

func quote(at state) byte {
	if at == inSingle {
		return '\''
	}
	return '"'
}

// beforeEnd is the byte before the > that ends a construct.
func beforeEnd(at state) byte {
	switch at {
	case inComment:
		return '-'
	case inCDATA:
		return ']'
	default:
		return '?'
	}
}

// special says that the tag is no element.
func (m *markupScan) special() bool { return len(m.head) > 0 && (m.head[0] == '!' || m.head[0] == '?') }

// endTag takes note of the tag that ends here.
func (m *markupScan) endTag() {
	head := m.head
	switch {
	case bytes.HasPrefix(head, []byte("!--")):
		m.leave(inComment)
		return
	case bytes.HasPrefix(head, []byte("![CDATA[")):
		m.leave(inCDATA)
		return
	case bytes.HasPrefix(head, []byte("?")):
		if !plainEncoding(head) {
			m.fault = unreadable("encoding", "it is not in UTF-8", "")
		}
		m.leave(inOrder)
		return
	case bytes.HasPrefix(head, []byte("!")):
		m.fault = unreadable("entities", "it declares entities or a document type, which no workbook needs", "")
		return
	case bytes.HasPrefix(head, []byte("/")):
		m.depth--
	case m.last != '/':
		m.depth++
	}
	if m.depth > maxDepth {
		m.fault = unreadable("depth", "it is nested too deeply", "")
	}
	m.element(head)
	m.at, m.run = inText, 0
}

// plainEncoding reports whether a declaration names an encoding in which tags
// are the bytes that are looked for here.
func plainEncoding(head []byte) bool {
	head = bytes.ToLower(head)
	_, name, named := bytes.Cut(head, []byte("encoding="))
	if !named {
		return len(head) < headBytes
	}
	for _, plain := range []string{"utf-8", "us-ascii", "ascii", "iso-8859-1", "windows-1252"} {
		if bytes.HasPrefix(name[min(1, len(name)):], []byte(plain)) {
			return true
		}
	}
	return false
}

// leave ends a construct that is no element, unless its end comes later.
func (m *markupScan) leave(construct state) {
	if m.at = construct; m.last == beforeEnd(construct) {
		m.at, m.run = inText, 0
	}
}

// element begins a new record at a row or shared text.
func (m *markupScan) element(head []byte) {
	closing := bytes.HasPrefix(head, []byte("/"))
	head = bytes.TrimPrefix(head, []byte("/"))
	name := head[:max(0, bytes.IndexAny(head, " \t\r\n/>"))]
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	switch {
	case closing && string(name) == "sheetData":
		m.limit = 0 // what follows is not read
	case closing:
	case string(name) == "row":
		m.record, m.limit = 0, maxRowBytes
		m.rows++
	case string(name) == "sheetData":
		m.record, m.limit = 0, maxRowBytes
	case string(name) == "si", string(name) == "sst":
		m.record, m.limit = 0, maxTextBytes
		m.texts++
	}
	if m.rows > maxRows {
		m.fault = unreadable("rows", "it has more rows than a sheet can have", strconv.Itoa(maxRows))
	}
	if m.texts > maxTexts {
		m.fault = unreadable("texts", "it has too many different texts; save the sheet as CSV", strconv.Itoa(maxTexts))
	}
}
