package data

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
)

// pageFile is a damaged database as its pages: the file's, and over them
// those of its WAL that were committed. It is read without SQLite, which
// refuses what is damaged beyond its liking. The format is that of
// https://www.sqlite.org/fileformat2.html.
type pageFile struct {
	size    int            // of a page
	content []byte         // the file
	newer   map[int][]byte // pages of the WAL, by number
}

// The kinds of b-tree pages.
const (
	interiorIndex = 0x02
	interiorTable = 0x05
	leafIndex     = 0x0a
	leafTable     = 0x0d
)

// errPage says that a page cannot be read as what it should be.
var errPage = errors.New("the page is damaged")

func readPages(path string) (*pageFile, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	p := &pageFile{content: content, size: pageSize(content), newer: map[int][]byte{}}
	wal, err := os.ReadFile(path + "-wal")
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	p.takeWAL(wal)
	return p, nil
}

// defaultPageSize is that of every file the program makes.
const defaultPageSize = 4096

func pageSize(content []byte) int {
	if len(content) >= 18 && bytes.HasPrefix(content, []byte(magic)) {
		size := int(binary.BigEndian.Uint16(content[16:]))
		if size == 1 {
			size = 65536
		}
		if size >= 512 && size&(size-1) == 0 {
			return size
		}
	}
	return defaultPageSize
}

// The parts of a WAL.
const (
	walHead   = 32
	frameHead = 24
)

// takeWAL lays the committed pages of a WAL over the file's. Frames count up
// to the last commit before the first whose checksum is wrong.
func (p *pageFile) takeWAL(wal []byte) {
	if len(wal) < walHead || binary.BigEndian.Uint32(wal)&^1 != 0x377f0682 || int(binary.BigEndian.Uint32(wal[8:])) != p.size {
		return
	}
	var order binary.ByteOrder = binary.LittleEndian
	if binary.BigEndian.Uint32(wal)&1 == 1 {
		order = binary.BigEndian
	}
	sum := checksum(order, wal[:24], [2]uint32{})
	if sum != pair32(wal[24:]) {
		return
	}
	waiting := map[int][]byte{}
	for at := walHead; at+frameHead+p.size <= len(wal); at += frameHead + p.size {
		head, page := wal[at:at+frameHead], wal[at+frameHead:at+frameHead+p.size]
		sum = checksum(order, page, checksum(order, head[:8], sum))
		if !bytes.Equal(head[8:16], wal[16:24]) || sum != pair32(head[16:]) {
			return
		}
		waiting[int(binary.BigEndian.Uint32(head))] = page
		if binary.BigEndian.Uint32(head[4:]) == 0 {
			continue // not the last of its transaction
		}
		for number, content := range waiting {
			p.newer[number] = content
		}
		clear(waiting)
	}
}

func pair32(b []byte) [2]uint32 {
	return [2]uint32{binary.BigEndian.Uint32(b), binary.BigEndian.Uint32(b[4:])}
}

// checksum goes on with a WAL's checksum over b.
func checksum(order binary.ByteOrder, b []byte, sum [2]uint32) [2]uint32 {
	for i := 0; i+8 <= len(b); i += 8 {
		sum[0] += order.Uint32(b[i:]) + sum[1]
		sum[1] += order.Uint32(b[i+4:]) + sum[0]
	}
	return sum
}

// count is how many pages there are.
func (p *pageFile) count() int {
	count := len(p.content) / p.size
	for number := range p.newer {
		count = max(count, number)
	}
	return count
}

// page returns a page; nil: there is no such page.
func (p *pageFile) page(number int) []byte {
	if page, ok := p.newer[number]; ok {
		return page
	}
	if number < 1 || number*p.size > len(p.content) {
		return nil
	}
	return p.content[(number-1)*p.size : number*p.size]
}

// btree is a page of a b-tree, opened.
type btree struct {
	kind  byte
	page  []byte
	cells []int // where they begin
	right int   // last child, of an interior page
}

func (p *pageFile) btree(number int) (btree, error) {
	page := p.page(number)
	if page == nil {
		return btree{}, errPage
	}
	at := 0
	if number == 1 {
		at = 100
	}
	t := btree{kind: page[at], page: page}
	head := at + 8
	switch t.kind {
	case interiorIndex, interiorTable:
		t.right = int(binary.BigEndian.Uint32(page[at+8:]))
		head += 4
	case leafIndex, leafTable:
	default:
		return btree{}, errPage
	}
	count := int(binary.BigEndian.Uint16(page[at+3:]))
	if head+2*count > len(page) {
		return btree{}, errPage
	}
	for i := range count {
		begin := int(binary.BigEndian.Uint16(page[head+2*i:]))
		if begin < head || begin >= len(page) {
			continue // one bad pointer, the other cells may be good
		}
		t.cells = append(t.cells, begin)
	}
	return t, nil
}

// record reads the record of a cell, with what it has on overflow pages.
// Interior pages of tables hold none.
func (p *pageFile) record(t btree, begin int) (row record, err error) {
	rest := t.page[begin:]
	if t.kind == interiorIndex {
		if len(rest) < 4 {
			return row, errPage
		}
		rest = rest[4:]
	}
	size, n := varint(rest)
	rest = rest[n:]
	if t.kind == leafTable {
		row.id, n = varint(rest)
		rest = rest[n:]
	}
	if n == 0 || size <= 0 || size > int64(len(p.content))+int64(len(p.newer)*p.size) {
		return row, errPage
	}
	payload, err := p.payload(rest, int(size), t.kind == leafTable)
	if err != nil {
		return row, err
	}
	row.values, err = decodeRecord(payload)
	return row, err
}

// payload gathers what a cell holds from its page and the overflow pages.
func (p *pageFile) payload(local []byte, size int, table bool) ([]byte, error) {
	usable := p.size
	most := usable - 35
	if !table {
		most = (usable-12)*64/255 - 23
	}
	here := size
	if size > most {
		least := (usable-12)*32/255 - 23
		if here = least + (size-least)%(usable-4); here > most {
			here = least
		}
	}
	if here > len(local) {
		return nil, errPage
	}
	payload := append(make([]byte, 0, size), local[:here]...)
	if here == size {
		return payload, nil
	}
	if here+4 > len(local) {
		return nil, errPage
	}
	next := int(binary.BigEndian.Uint32(local[here:]))
	for hops := 0; len(payload) < size; hops++ {
		page := p.page(next)
		if page == nil || hops > p.count() {
			return nil, errPage
		}
		payload = append(payload, page[4:4+min(usable-4, size-len(payload))]...)
		next = int(binary.BigEndian.Uint32(page))
	}
	return payload, nil
}

// decodeRecord reads a record's values: nil, int64, float64, string, []byte.
func decodeRecord(b []byte) ([]any, error) {
	headSize, n := varint(b)
	if n == 0 || headSize < int64(n) || headSize > int64(len(b)) {
		return nil, errPage
	}
	head, body := b[n:headSize], b[headSize:]
	var row []any
	for len(head) > 0 {
		code, n := varint(head)
		if n == 0 || code < 0 {
			return nil, errPage
		}
		head = head[n:]
		value, size, err := decodeValue(code, body)
		if err != nil {
			return nil, err
		}
		row, body = append(row, value), body[size:]
	}
	if len(body) != 0 {
		return nil, fmt.Errorf("%w: %d bytes belong to no value", errPage, len(body))
	}
	return row, nil
}

func decodeValue(code int64, body []byte) (value any, size int, err error) {
	sizes := [...]int64{0, 1, 2, 3, 4, 6, 8, 8, 0, 0}
	length := (code - 12) / 2
	if code < int64(len(sizes)) {
		length = sizes[code]
	}
	if code == 10 || code == 11 || length > int64(len(body)) {
		return nil, 0, errPage
	}
	size = int(length)
	bytes := body[:size]
	switch {
	case code == 0:
		return nil, 0, nil
	case code == 7:
		return math.Float64frombits(binary.BigEndian.Uint64(bytes)), size, nil
	case code == 8, code == 9:
		return code - 8, 0, nil
	case code < 7:
		number := int64(int8(bytes[0]))
		for _, b := range bytes[1:] {
			number = number<<8 | int64(b)
		}
		return number, size, nil
	case code%2 == 1:
		return string(bytes), size, nil
	}
	return bytes, size, nil
}

// varint reads SQLite's integer of variable length; n 0: it is cut short.
func varint(b []byte) (value int64, n int) {
	for n < len(b) && n < 8 {
		value = value<<7 | int64(b[n]&0x7f)
		n++
		if b[n-1]&0x80 == 0 {
			return value, n
		}
	}
	if n == 8 && len(b) > 8 {
		return value<<8 | int64(b[8]), 9
	}
	return 0, 0
}
