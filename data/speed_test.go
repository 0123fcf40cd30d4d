package data

import (
	"context"
	"fmt"
	"testing"
	"time"

	"attain/app/sales"
)

// BenchmarkPut writes activities in batches of 10,000, with the change log;
// it reports rows a second.
func BenchmarkPut(b *testing.B) {
	s, sc := openStore(b), newScene()
	put(b, s, sc.records()...)
	const batch = 10_000
	for b.Loop() {
		b.StopTimer()
		records := manyActivities(sc, batch)
		b.StartTimer()
		put(b, s, records...)
	}
	b.ReportMetric(float64(batch)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

// BenchmarkMoves writes deals with five moves each, whose stays are folded.
func BenchmarkMoves(b *testing.B) {
	s, sc := openStore(b), newScene()
	put(b, s, sc.records()...)
	const deals = 1000
	for b.Loop() {
		var records []sales.Record
		for i := range deals {
			deal := &sales.Deal{ID: newID(), Name: fmt.Sprint("deal ", i), OwnerID: sc.rep.ID, Created: day("2026-01-01")}
			records = append(records, deal)
			for seq := 1; seq <= 5; seq++ {
				records = append(records, &sales.Move{ID: newID(), DealID: deal.ID, Seq: seq, StageID: sc.stages[seq-1].ID, Day: deal.Created.Add(seq * 3), OwnerID: sc.rep.ID})
			}
		}
		put(b, s, records...)
	}
	b.ReportMetric(6*float64(deals)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

func manyActivities(sc *scene, count int) []sales.Record {
	records := make([]sales.Record, count)
	first := day("2024-01-01")
	for i := range records {
		records[i] = &sales.Activity{
			ID: newID(), RepID: sc.rep.ID, Type: sales.Call, Direction: sales.Outbound, Outcome: sales.NoAnswer,
			At: clock.Add(time.Duration(i) * time.Minute), Day: first.Add(i % 900), DealID: sc.deal.ID, Subject: "Call about the offer", Minutes: 5,
		}
	}
	return records
}

// TestBulkWriteIsUndone takes back a batch that is read in several parts.
func TestBulkWriteIsUndone(t *testing.T) {
	s, sc := openStore(t), newScene()
	put(t, s, sc.records()...)
	before := dump(t, s)
	put(t, s, manyActivities(sc, 3*changesPerRead+1)...)
	if _, err := s.Undo(context.Background(), "kim"); err != nil {
		t.Fatal(err)
	}
	if dump(t, s) != before {
		t.Error("undo left part of the batch")
	}
}
