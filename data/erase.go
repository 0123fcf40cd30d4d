package data

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"attain/app/sales"
)

// Erase takes a person's data out of the records, out of the change log and
// out of the file's bytes, see app.Store. A record and its images in the
// change log change alike, so undo and redo go on over the erasure.
func (s *Store) Erase(ctx context.Context, who string, p sales.Person, word string, repack sales.Repack) (sales.Erasure, error) {
	var result sales.Erasure
	err := s.transact(ctx, func(t *transaction) error {
		e := &eraser{t: t, word: word, repack: repack, ids: map[sales.Kind]map[sales.ID]bool{}, words: map[string]bool{}, result: &result}
		t.log = newLogbook(s.now(), who, "views.did.erasePerson")
		if err := e.gather(ctx, p); err != nil {
			return err
		}
		if err := e.gatherClosed(ctx); err != nil {
			return err
		}
		if err := e.erase(ctx); err != nil {
			return err
		}
		if err := e.mention(ctx); err != nil {
			return err
		}
		if err := t.fold(ctx); err != nil {
			return err
		}
		// That, when and by whom there was an erasure is kept; nothing of it
		// can be undone.
		if err := t.log.open(ctx, t); err != nil {
			return err
		}
		return t.exec(ctx, "UPDATE batches SET state = ? WHERE id = ?", stateDropped, t.log.row)
	})
	s.folded.forget()
	if err != nil {
		return sales.Erasure{}, err
	}
	return result, s.forgetBytes(ctx)
}

// forgetBytes writes the file anew, without the free space in which erased
// words still stand, and empties the WAL.
func (s *Store) forgetBytes(ctx context.Context) error {
	doing := "the records are erased, but their bytes are still in free space of the file; write it anew"
	if _, err := s.write.ExecContext(ctx, "VACUUM"); err != nil {
		return failure(doing, err)
	}
	var busy, pages, moved int
	err := s.write.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &moved)
	if err == nil && busy != 0 {
		err = fmt.Errorf("somebody reads it")
	}
	return failure(doing, err)
}

// eraser is a running erasure.
type eraser struct {
	t      *transaction
	word   string                           // in the place of the name
	repack sales.Repack                     // of what a closed month froze
	frozen []string                         // the words to look for there
	ids    map[sales.Kind]map[sales.ID]bool // records to clean
	words  map[string]bool                  // names, mail addresses and phone numbers, past ones too
	result *sales.Erasure
}

func (e *eraser) add(kind sales.Kind, id sales.ID) {
	if id == "" {
		return
	}
	if e.ids[kind] == nil {
		e.ids[kind] = map[sales.ID]bool{}
	}
	e.ids[kind][id] = true
}

// gather notes whose records are to be cleaned, and the words to look for.
func (e *eraser) gather(ctx context.Context, p sales.Person) error {
	for i := range p.Contacts {
		e.add(sales.KindContact, p.Contacts[i].ID)
		e.learn(&p.Contacts[i])
	}
	for i := range p.Leads {
		e.add(sales.KindLead, p.Leads[i].ID)
		e.learn(&p.Leads[i])
	}
	for _, kind := range []sales.Kind{sales.KindContact, sales.KindLead} {
		tb := e.t.schema.byKind[kind]
		for _, id := range sorted(e.ids[kind]) {
			images, err := e.images(ctx, kind, id)
			if err != nil {
				return err
			}
			for _, image := range images {
				for _, end := range []sql.NullString{image.before, image.after} {
					_, record, err := tb.rowOf(end)
					if err != nil {
						return err
					}
					e.learn(record)
				}
			}
			if err := e.linked(ctx, id); err != nil {
				return err
			}
		}
	}
	return nil
}

// learn takes the words of a contact or lead, and notes the deal it belongs to.
func (e *eraser) learn(record sales.Record) {
	var words []string
	switch r := record.(type) {
	case *sales.Contact:
		words = []string{r.Name, r.Email, r.Phone}
		e.add(sales.KindDeal, r.DealID)
	case *sales.Lead:
		words = []string{r.Name}
		e.add(sales.KindDeal, r.DealID)
	}
	for _, word := range words {
		if len([]rune(word)) > 1 { // one letter alone names nobody
			e.words[word] = true
		}
	}
}

// linked notes the activities that are or once were with a contact or lead.
func (e *eraser) linked(ctx context.Context, id sales.ID) error {
	rows, err := e.t.QueryContext(ctx, `SELECT id FROM activities WHERE contact_id = ?1 OR lead_id = ?1
		UNION SELECT record_id FROM changes WHERE kind = 'activities' AND (instr(before, ?1) OR instr(after, ?1))`, string(id))
	if err != nil {
		return failure("read activities", err)
	}
	defer rows.Close() //nolint:errcheck // what closing could say, Err has said
	for rows.Next() {
		var activity sales.ID
		if err := rows.Scan(&activity); err != nil {
			return failure("read activities", err)
		}
		e.add(sales.KindActivity, activity)
	}
	return failure("read activities", rows.Err())
}

// image is a line of the change log with its place in it.
type image struct {
	batch, seq    int64
	before, after sql.NullString
}

func (e *eraser) images(ctx context.Context, kind sales.Kind, id sales.ID) ([]image, error) {
	rows, err := e.t.QueryContext(ctx, "SELECT batch_id, seq, before, after FROM changes WHERE kind = ? AND record_id = ?", string(kind), string(id))
	if err != nil {
		return nil, failure("read the change log", err)
	}
	defer rows.Close() //nolint:errcheck // what closing could say, Err has said
	var found []image
	for rows.Next() {
		var i image
		if err := rows.Scan(&i.batch, &i.seq, &i.before, &i.after); err != nil {
			return nil, failure("read the change log", err)
		}
		found = append(found, i)
	}
	return found, failure("read the change log", rows.Err())
}

// erase cleans the records, their images and the notes of imports.
func (e *eraser) erase(ctx context.Context) error {
	for _, kind := range slices.Sorted(maps.Keys(e.ids)) {
		tb := e.t.schema.byKind[kind]
		for _, id := range sorted(e.ids[kind]) {
			if err := stopped(ctx, "erase"); err != nil {
				return err
			}
			if err := e.eraseRow(ctx, tb, id); err != nil {
				return err
			}
			if err := e.eraseImages(ctx, tb, id); err != nil {
				return err
			}
			err := e.t.exec(ctx, `DELETE FROM imported_rows WHERE record_id = ?
				AND EXISTS (SELECT 1 FROM json_each(?) w WHERE instr(key, w.value))`, string(id), jsonList(e.sortedWords()))
			if err != nil {
				return failure("erase the notes of imports", err)
			}
		}
	}
	return nil
}

// eraseRow cleans the present record, if there is one.
func (e *eraser) eraseRow(ctx context.Context, tb *table, id sales.ID) error {
	before, err := e.t.row(ctx, tb, id)
	if err != nil || before == nil {
		return err
	}
	record, err := tb.record(before)
	if err != nil {
		return err
	}
	if err := e.clean(record); err != nil {
		return err
	}
	after, err := tb.row(record)
	if err != nil || equalRows(before, after) {
		return err
	}
	e.result.Records++
	return e.t.store(ctx, tb, pending{id, record, after}, before)
}

// eraseImages cleans what the change log holds of a record.
func (e *eraser) eraseImages(ctx context.Context, tb *table, id sales.ID) error {
	images, err := e.images(ctx, tb.kind, id)
	if err != nil {
		return err
	}
	for _, i := range images {
		before, err := e.cleanImage(tb, i.before)
		if err != nil {
			return err
		}
		after, err := e.cleanImage(tb, i.after)
		if err != nil {
			return err
		}
		if before != i.before || after != i.after {
			e.result.Changes++
			err = e.t.exec(ctx, "UPDATE changes SET before = ?, after = ? WHERE batch_id = ? AND seq = ?", before, after, i.batch, i.seq)
			if err != nil {
				return failure("erase in the change log", err)
			}
		}
		if err := e.eraseLabel(ctx, i.batch); err != nil {
			return err
		}
	}
	return nil
}

func (e *eraser) cleanImage(tb *table, image sql.NullString) (sql.NullString, error) {
	row, record, err := tb.rowOf(image)
	if err != nil || row == nil {
		return image, err
	}
	if err := e.clean(record); err != nil {
		return image, err
	}
	if row, err = tb.row(record); err != nil {
		return image, err
	}
	text, err := tb.image(row)
	if err != nil {
		return image, err
	}
	cleaned, _ := text.(string)
	return sql.NullString{String: cleaned, Valid: true}, nil
}

// eraseLabel cleans what a batch is called: "Saved contact Kim".
func (e *eraser) eraseLabel(ctx context.Context, batch int64) error {
	var label string
	if err := e.t.tx.QueryRowContext(ctx, "SELECT label FROM batches WHERE id = ?", batch).Scan(&label); err != nil {
		return failure("read the change log", err)
	}
	cleaned := e.without(label)
	if cleaned == label {
		return nil
	}
	return failure("erase in the change log", e.t.exec(ctx, "UPDATE batches SET label = ? WHERE id = ?", cleaned, batch))
}

// clean takes the person out of one record. What it makes of a record depends
// on the record alone, which keeps the change log in step with the records.
func (e *eraser) clean(record sales.Record) error {
	switch r := record.(type) {
	case *sales.Contact:
		r.Name, r.Title, r.Phone, r.Email, r.ExternalID = e.word, "", "", "", ""
	case *sales.Lead:
		r.Name, r.Notes = e.word, ""
		e.in(&r.ExternalID, &r.Company, &r.Reason, &r.DealRef)
		for name, value := range r.Attributes {
			r.Attributes[name] = e.without(value)
		}
	case *sales.Activity:
		e.in(&r.Subject, &r.Notes, &r.LeadRef)
	case *sales.Deal:
		e.in(&r.Name, &r.Notes, &r.NextStep)
	case *sales.Closing:
		return e.thaw(&r.Frozen, &r.Ledger, &r.Facts)
	}
	return nil
}

func (e *eraser) in(texts ...*string) {
	for _, text := range texts {
		*text = e.without(*text)
	}
}

// without puts the word in the place of the person's words, longest first.
func (e *eraser) without(text string) string {
	for _, word := range e.sortedWords() {
		text = replaceWord(text, word, e.word)
	}
	return text
}

func (e *eraser) sortedWords() []string {
	words := slices.Sorted(maps.Keys(e.words))
	slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) })
	return words
}

// mentions are where words of people stand, by kind of record.
var mentions = []struct {
	kind  sales.Kind
	texts string
}{
	{sales.KindActivity, "subject || ' ' || notes"},
	{sales.KindDeal, "name || ' ' || notes || ' ' || next_step"},
	{sales.KindLead, "name || ' ' || company || ' ' || notes"},
	{sales.KindContact, "name || ' ' || email || ' ' || phone"},
	{sales.KindAccount, "name"},
}

// mention counts who else's records still hold one of the words.
func (e *eraser) mention(ctx context.Context) error {
	e.result.Mentions = map[sales.Kind]int{}
	for _, m := range mentions {
		var count int
		err := e.t.tx.QueryRowContext(ctx, fmt.Sprintf(`SELECT count(*) FROM %s WHERE EXISTS
			(SELECT 1 FROM json_each(?) w WHERE instr(lower(%s), lower(w.value)))`, m.kind, m.texts), jsonList(e.sortedWords())).Scan(&count) //nolint:gosec // names of this file
		if err != nil {
			return failure("look for what is left", err)
		}
		if count > 0 {
			e.result.Mentions[m.kind] = count
		}
	}
	return nil
}

func sorted(ids map[sales.ID]bool) []sales.ID { return slices.Sorted(maps.Keys(ids)) }
