package app

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"attain/app/importer"
	"attain/app/sales"
)

// Options are what the service needs from outside.
type Options struct {
	Now  func() time.Time              // the clock, in the user's location
	Text func(lang string) sales.Text  // the catalogue
	Who  string                        // the person at this machine, for the change log
	Log  *slog.Logger                  // nil: discard
	Day  func(now time.Time) sales.Day // "today"; nil: the date of now
	// OpenWorkbook opens workbooks to import from; nil: only text tables.
	OpenWorkbook importer.OpenWorkbook
	// Table begins an export as a workbook; finish ends it. nil: only CSV.
	Table func(w io.Writer, sheet string) (table BookWriter, finish func() error)
}

// Service is the one way into the application: every command and every query
// of the window and of the command line is a method of it. It is safe for use
// by several goroutines.
type Service struct {
	store Store
	read  sales.Reader // the store or, for a review, one moment of it
	opts  Options
	bus   bus
	// schedule is when backups are made; nil before StartSchedule.
	schedule *schedule
	ledgers  *ledgers
	figures  *keptFigures // nil: none are kept
	thawed   bool         // closed months are read from the records, see fromRecords
	out      outFile
}

// New returns the service over a store.
func New(store Store, opts Options) *Service {
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	if opts.Day == nil {
		opts.Day = sales.DayOfTime
	}
	return &Service{store: store, read: store, opts: opts, ledgers: &ledgers{}, figures: &keptFigures{}}
}

// still runs f with the service as it answers from one moment of the records:
// what is written while f runs does not mix into its figures.
func (s *Service) still(ctx context.Context, f func(*Service) error) error {
	return s.store.Snapshot(ctx, func(r sales.Reader) error {
		return f(&Service{store: s.store, read: r, opts: s.opts, ledgers: s.ledgers})
	})
}

// fromRecords is the service as it answers from the records for closed months
// too, with the credit they were closed with: for lists of what is to be done.
func (s *Service) fromRecords() *Service {
	return &Service{store: s.store, read: s.read, opts: s.opts, ledgers: s.ledgers, thawed: true}
}

// Today returns the present local date.
func (s *Service) Today() sales.Day { return s.opts.Day(s.opts.Now()) }

// Now returns the present instant in the user's location.
func (s *Service) Now() time.Time { return s.opts.Now() }

// Waiting reports whether a command waits for another program that writes to
// the same database.
func (s *Service) Waiting() bool { return s.store.Waiting() }

// Subscribe calls f after every commit until the returned function is called.
// f runs on the goroutine that wrote and must not block.
func (s *Service) Subscribe(f func(Event)) (cancel func()) { return s.bus.subscribe(f) }

// Text returns the catalogue's texts in a language.
func (s *Service) Text(lang string) sales.Text { return s.opts.Text(lang) }

// NewID returns a fresh record id (UUIDv7, so ids order by time of making).
func NewID() sales.ID { return sales.ID(uuid.Must(uuid.NewV7()).String()) }

// Label joins a catalogue key with its arguments ("name", "Acme") for the
// change log; LabelText turns it into words.
func Label(key string, args ...string) string {
	return strings.Join(append([]string{key}, args...), "|")
}

// LabelText returns a batch's label in words; month writes a month for people.
func LabelText(text sales.Text, month func(sales.Month) string, label string) string {
	if other, ok := takenBack(label); ok {
		return text(labelTakeBack, "What", LabelText(text, month, other))
	}
	parts := strings.Split(label, "|")
	args := make([]any, 0, len(parts)-1)
	for i, p := range parts[1:] {
		if m, err := sales.ParseMonth(p); err == nil && parts[i] == "Month" {
			p = month(m)
		}
		args = append(args, p)
	}
	return text(parts[0], args...)
}

// write runs one command in one transaction and publishes its event.
func (s *Service) write(ctx context.Context, label string, f func(sales.Tx) error) error {
	batch, err := s.store.Write(ctx, s.opts.Who, label, f)
	if err != nil {
		return err
	}
	if batch.Count > 0 {
		s.bus.publish(Event{Topics: topicsOf(batch.Changed), Label: batch.Label})
	}
	return nil
}

// Undo takes back the newest change and says which it was.
func (s *Service) Undo(ctx context.Context) (sales.Batch, error) {
	batch, err := s.store.Undo(ctx, s.opts.Who)
	return s.walked(batch, err, "undo")
}

// Redo does the newest undone change again and says which it was.
func (s *Service) Redo(ctx context.Context) (sales.Batch, error) {
	batch, err := s.store.Redo(ctx, s.opts.Who)
	return s.walked(batch, err, "redo")
}

func (s *Service) walked(batch sales.Batch, err error, operation string) (sales.Batch, error) {
	if err != nil {
		return sales.Batch{}, fmt.Errorf("%s: %w", operation, err)
	}
	s.bus.publish(Event{Topics: topicsOf(batch.Changed), Label: batch.Label, Undo: true})
	return batch, nil
}

// Batches lists the newest changes.
func (s *Service) Batches(ctx context.Context, limit int) ([]sales.Batch, error) {
	return s.store.Batches(ctx, limit)
}

// History lists the changes of one record, newest first.
func (s *Service) History(ctx context.Context, kind sales.Kind, id sales.ID) ([]sales.Change, error) {
	return s.store.History(ctx, kind, id)
}

// Backup writes a consistent copy of the database to path.
func (s *Service) Backup(ctx context.Context, path string) error { return s.store.Backup(ctx, path) }

// Check reads the whole database and recomputes what is folded in it.
func (s *Service) Check(ctx context.Context) (sales.CheckResult, error) { return s.store.Check(ctx) }

var topicOf = map[sales.Kind]Topic{
	sales.KindStage: TopicProcess, sales.KindRep: TopicTeam, sales.KindProduct: TopicTeam,
	sales.KindAccount: TopicTeam, sales.KindContact: TopicTeam, sales.KindGoal: TopicTeam,
	sales.KindLead: TopicLeads, sales.KindDeal: TopicDeals, sales.KindLine: TopicDeals,
	sales.KindShare: TopicDeals, sales.KindValue: TopicDeals, sales.KindMove: TopicDeals,
	sales.KindAdjustment: TopicDeals, sales.KindActivity: TopicActivities,
	sales.KindQuota: TopicQuotas, sales.KindCriterion: TopicSettings,
	sales.KindSetting: TopicSettings, sales.KindClosing: TopicClosings,
}

// topicsOf returns the topics of the kinds a batch changed, each once.
func topicsOf(kinds []sales.Kind) []Topic {
	var topics []Topic
	for _, k := range kinds {
		if t := topicOf[k]; !slices.Contains(topics, t) {
			topics = append(topics, t)
		}
	}
	return topics
}
