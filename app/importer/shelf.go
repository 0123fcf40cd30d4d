package importer

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/maphash"
	"slices"
)

// Shelf keeps drafts in groups until the whole table was read, because the
// rows of one deal may stand anywhere in it. Their texts lie in a temporary
// file; memory holds some 60 bytes for each group.
type Shelf struct {
	spool  spool
	seed   maphash.Seed
	groups []place          // of each group's last row, in order of the first rows
	known  map[uint64]int32 // group by the key's hash
	reader *rowReader
}

// NewShelf returns an empty shelf.
func NewShelf() *Shelf { return &Shelf{seed: maphash.MakeSeed(), known: map[uint64]int32{}} }

// previous is how many bytes of a record say where the row before lies.
const previous = 12

// Add puts a draft of the running Read into the group of a key.
func (s *Shelf) Add(key string, d Draft) error {
	origin := d.Source()
	s.reader = origin.reader
	hash := maphash.String(s.seed, key)
	group, there := s.known[hash]
	var before place
	if there {
		before = s.groups[group]
	}
	record := binary.LittleEndian.AppendUint64(nil, uint64(before.at)) //nolint:gosec // an offset
	record = binary.LittleEndian.AppendUint32(record, before.length)
	record = appendRow(appendText(record, key), origin.Line, origin.Row)
	p, err := s.spool.add(record)
	if err != nil {
		return err
	}
	if there {
		s.groups[group] = p
		return nil
	}
	s.known[hash] = int32(len(s.groups)) //nolint:gosec // fewer groups than rows
	s.groups = append(s.groups, p)
	return nil
}

// Has reports whether a row was put into the group of a key.
func (s *Shelf) Has(key string) bool {
	_, there := s.known[maphash.String(s.seed, key)]
	return there
}

// Len is the number of groups.
func (s *Shelf) Len() int { return len(s.groups) }

// ShelfGroup is one key with its drafts, in file order.
type ShelfGroup struct {
	Key    string
	Drafts []Draft
}

// Group returns a group, from 0 in order of their first rows. Two keys of one
// hash lie together and are told apart here.
func (s *Shelf) Group(i int) ([]ShelfGroup, error) {
	var groups []ShelfGroup
	for p := s.groups[i]; p.length > 0; {
		record, err := s.spool.read(p)
		if err != nil {
			return nil, err
		}
		key, draft, err := s.draft(record[previous:])
		if err != nil {
			return nil, fmt.Errorf("read rows kept aside: %w", err)
		}
		at := slices.IndexFunc(groups, func(g ShelfGroup) bool { return g.Key == key })
		if at < 0 {
			at, groups = len(groups), append(groups, ShelfGroup{Key: key})
		}
		groups[at].Drafts = append(groups[at].Drafts, draft)
		p = place{int64(binary.LittleEndian.Uint64(record)), binary.LittleEndian.Uint32(record[8:])} //nolint:gosec // an offset
	}
	for _, g := range groups {
		slices.Reverse(g.Drafts)
	}
	return groups, nil
}

// draft makes the draft of a row again.
func (s *Shelf) draft(record []byte) (key string, draft Draft, err error) {
	key, record, err = takeText(record)
	if err != nil {
		return "", nil, err
	}
	line, cells, _, err := takeRow(record)
	if err != nil {
		return "", nil, err
	}
	row := &rowValues{reader: s.reader, cells: cells, line: line}
	drafts := row.drafts()
	if row.fault != nil || len(drafts) != 1 {
		return "", nil, errors.New("a row is no longer what it was")
	}
	return key, drafts[0], nil
}

// Close removes the temporary file.
func (s *Shelf) Close() error { return s.spool.Close() }
