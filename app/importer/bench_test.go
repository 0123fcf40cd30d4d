package importer

import (
	"context"
	"io"
	"strings"
	"testing"
)

// BenchmarkActivities reports the rate at which activities are understood.
func BenchmarkActivities(b *testing.B) {
	const row = "A-1000001,Kim Minsu,call,2026-03-02 10:00:00,outbound,conversation,D-100001,Call about the offer,15\n"
	const head = "external_id,rep,type,at,direction,outcome,deal,subject,duration\n"
	b.SetBytes(int64(len(row)))
	b.ReportAllocs()
	src := Source{Name: "activities.csv", Open: func() (io.ReadCloser, error) {
		return struct {
			io.Reader
			io.Closer
		}{io.MultiReader(strings.NewReader(head), &endless{row: row, left: int64(b.N * len(row))}), &endless{}}, nil
	}}
	if _, err := Read(context.Background(), src, KindActivities, Options{}, Sink{Draft: func(Draft) error { return nil }}); err != nil {
		b.Fatal(err)
	}
}
