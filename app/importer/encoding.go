package importer

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/korean"
	utf "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// The names of the encodings that are detected.
const (
	EncodingUTF8    = "utf-8"
	EncodingUTF16LE = "utf-16le"
	EncodingUTF16BE = "utf-16be"
	EncodingCP949   = "cp949"
	EncodingCP1252  = "windows-1252"
)

const (
	sniffBytes  = 64 << 10
	foreignText = 16 << 10
)

// textEncoding is a text table's encoding and the length of its byte order
// mark.
type textEncoding struct {
	name string
	bom  int
}

// detectEncoding reads the whole stream, because a file may be plain ASCII
// for its first megabytes and CP949 after that; valid UTF-8 costs about a
// second per gigabyte, anything else is decided as soon as it is seen.
func detectEncoding(r io.Reader) (textEncoding, error) {
	chunk := make([]byte, sniffBytes)
	n, err := io.ReadFull(r, chunk)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return textEncoding{}, fmt.Errorf("read the start of the table: %w", err)
	}
	head := chunk[:n]
	if found, ok := fromMark(head); ok {
		return found, nil
	}
	if found, ok := fromNULs(head); ok {
		return found, nil
	}
	return scanEncoding(io.MultiReader(bytes.NewReader(bytes.Clone(head)), r))
}

func fromMark(head []byte) (textEncoding, bool) {
	switch {
	case bytes.HasPrefix(head, []byte("\xEF\xBB\xBF")):
		return textEncoding{EncodingUTF8, 3}, true
	case bytes.HasPrefix(head, []byte("\xFF\xFE")):
		return textEncoding{EncodingUTF16LE, 2}, true
	case bytes.HasPrefix(head, []byte("\xFE\xFF")):
		return textEncoding{EncodingUTF16BE, 2}, true
	}
	return textEncoding{}, false
}

// fromNULs recognises UTF-16 without a mark: separators, digits and Latin
// letters have a zero byte, always on the same side. Hangul text has fewer,
// so one in twenty suffices if the other side has none.
func fromNULs(head []byte) (textEncoding, bool) {
	var even, odd int
	for i, b := range head {
		switch {
		case b != 0:
		case i%2 == 0:
			even++
		default:
			odd++
		}
	}
	enough := max(2, len(head)/20)
	switch {
	case odd >= enough && even == 0:
		return textEncoding{EncodingUTF16LE, 0}, true
	case even >= enough && odd == 0:
		return textEncoding{EncodingUTF16BE, 0}, true
	}
	return textEncoding{}, false
}

// scanEncoding tells UTF-8 from the two encodings of one or two bytes.
func scanEncoding(r io.Reader) (textEncoding, error) {
	buffer := make([]byte, sniffBytes)
	held, valid, invalid := 0, 0, 0
	var foreign []byte
	for {
		n, err := r.Read(buffer[held:])
		block := buffer[:held+n]
		rest := 0
		if err == nil {
			rest = cutRune(block)
		}
		good, bad := countRunes(block[:len(block)-rest])
		valid, invalid = valid+good, invalid+bad
		if good+bad > 0 && len(foreign) < foreignText {
			foreign = append(foreign, aroundForeign(block)...)
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return textEncoding{}, fmt.Errorf("read the table: %w", err)
		}
		if err != nil || (invalid > 0 && len(foreign) >= foreignText) {
			return textEncoding{name: choose(valid, invalid, foreign)}, nil
		}
		held = copy(buffer, block[len(block)-rest:])
	}
}

// choose decides by what was counted: a few broken bytes among much UTF-8 are
// a damaged UTF-8 file, whose rows are rejected one by one.
func choose(valid, invalid int, foreign []byte) string {
	switch {
	case invalid == 0, valid > 20*invalid:
		return EncodingUTF8
	case looksKorean(foreign):
		return EncodingCP949
	}
	return EncodingCP1252
}

// cutRune returns the number of bytes at the end that may be the start of a
// rune continued in the next block.
func cutRune(block []byte) int {
	for i := 1; i < utf8.UTFMax && i <= len(block); i++ {
		if utf8.RuneStart(block[len(block)-i]) {
			if !utf8.FullRune(block[len(block)-i:]) {
				return i
			}
			return 0
		}
	}
	return 0
}

// countRunes counts the runes beyond ASCII and the bytes that are no UTF-8.
func countRunes(block []byte) (good, bad int) {
	for len(block) > 0 {
		if block[0] < utf8.RuneSelf {
			block = block[1:]
			continue
		}
		r, size := utf8.DecodeRune(block)
		if r == utf8.RuneError && size == 1 {
			bad++
		} else {
			good++
		}
		block = block[size:]
	}
	return good, bad
}

// aroundForeign returns the lines of a block that are not plain ASCII.
func aroundForeign(block []byte) []byte {
	var lines []byte
	for line := range bytes.Lines(block) {
		if bytes.ContainsFunc(line, func(r rune) bool { return r >= utf8.RuneSelf }) {
			lines = append(lines, line...)
		}
		if len(lines) >= foreignText {
			break
		}
	}
	return lines
}

// looksKorean decodes as CP949 (x/text's EUC-KR is the extended form) and
// asks whether what is not ASCII is mostly Hangul with next to no errors.
// Accented Latin text fails: its letters pair with ASCII to invalid codes.
func looksKorean(sample []byte) bool {
	decoded, err := korean.EUCKR.NewDecoder().Bytes(sample)
	if err != nil {
		return false
	}
	var hangul, other, broken int
	for _, r := range string(decoded) {
		switch {
		case r == utf8.RuneError:
			broken++
		case unicode.Is(unicode.Hangul, r):
			hangul++
		case r >= utf8.RuneSelf:
			other++
		}
	}
	return hangul > 0 && broken*20 <= hangul && hangul >= other
}

// lookupEncoding returns the decoder of a name; nil for UTF-8, whose bytes
// pass as they are so that broken rows can be told.
func lookupEncoding(name string) (encoding.Encoding, string, error) {
	folded := strings.ToLower(strings.ReplaceAll(strings.TrimSpace(name), "_", "-"))
	switch folded {
	case "utf-8", "utf8", "utf-8-sig", "utf8-bom":
		return nil, EncodingUTF8, nil
	case "cp949", "ms949", "uhc", "949", "euc-kr", "euckr", "ks-c-5601-1987":
		return korean.EUCKR, EncodingCP949, nil
	case "utf-16", "utf16", "utf-16le", "utf16le":
		return utf.UTF16(utf.LittleEndian, utf.UseBOM), EncodingUTF16LE, nil
	case "utf-16be", "utf16be":
		return utf.UTF16(utf.BigEndian, utf.UseBOM), EncodingUTF16BE, nil
	case "cp1252", "1252", "ansi":
		folded = EncodingCP1252
	case "latin1", "latin-1":
		folded = "iso-8859-1"
	}
	found, err := htmlindex.Get(folded)
	if err != nil {
		return nil, "", &FileError{Kind: ErrEncoding, Detail: name}
	}
	return found, folded, nil
}

// decoded returns the stream as UTF-8 without a byte order mark.
func decoded(r io.Reader, name string, bom int) (io.Reader, error) {
	found, _, err := lookupEncoding(name)
	if err != nil {
		return nil, err
	}
	if bom > 0 {
		if _, err := io.CopyN(io.Discard, r, int64(bom)); err != nil {
			return nil, fmt.Errorf("skip the byte order mark: %w", err)
		}
	}
	if found == nil {
		return r, nil
	}
	return transform.NewReader(r, found.NewDecoder()), nil
}
