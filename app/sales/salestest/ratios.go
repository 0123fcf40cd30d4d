package salestest

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Ratio is one row of `make bench`: what something takes against its limit,
// both measured in the same run on the same machine.
type Ratio struct {
	Name  string  // of the benchmark
	Limit string  // what it is measured against
	Aim   float64 // largest ratio that is good
	Scale int     // size of the data: 1, 10 or 100
	Rows  int     // how many rows were worked on, to tell the rates; 0: they are not told
	Took  time.Duration
	Of    time.Duration // the limit's
}

// ScalesVar names the environment variable with the sizes, such as "1 10";
// without it they are 1, 10 and 100.
const ScalesVar = "ATTAIN_BENCH_SCALES"

// Scales are the sizes to measure at.
func Scales(tb testing.TB) []int {
	var scales []int
	for _, word := range strings.Fields(os.Getenv(ScalesVar)) {
		scale, err := strconv.Atoi(word)
		if err != nil || scale < 1 {
			tb.Fatalf("%s: %q is no size", ScalesVar, word)
		}
		scales = append(scales, scale)
	}
	if len(scales) == 0 {
		return []int{1, 10, 100}
	}
	return scales
}

// Median runs f some times and returns the time of the middle one.
func Median(tb testing.TB, times int, f func() error) time.Duration {
	tb.Helper()
	return Medians(tb, times, f)[0]
}

// Medians is Median for several, which take turns, so that whatever else the
// machine does meanwhile is a burden to all of them.
func Medians(tb testing.TB, times int, functions ...func() error) []time.Duration {
	tb.Helper()
	took := make([][]time.Duration, len(functions))
	for range times {
		for i, f := range functions {
			began := time.Now()
			if err := f(); err != nil {
				tb.Fatal(err)
			}
			took[i] = append(took[i], time.Since(began))
		}
	}
	medians := make([]time.Duration, len(functions))
	for i := range took {
		slices.Sort(took[i])
		medians[i] = took[i][times/2]
	}
	return medians
}

// Report adds the row to the file that ATTAIN_BENCH_OUT names. It fails no
// test: what an aim is worth is for the reader of the table.
func (r Ratio) Report(tb testing.TB) {
	tb.Helper()
	line := fmt.Sprintf("%s\t%s\t%g\t%d\t%d\t%d\t%d\n", r.Name, r.Limit, r.Aim, r.Scale, r.Took.Nanoseconds(), r.Of.Nanoseconds(), r.Rows)
	tb.Log(line)
	path := os.Getenv("ATTAIN_BENCH_OUT")
	if path == "" {
		return
	}
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		tb.Fatal(err)
	}
	if _, err := file.WriteString(line); err != nil {
		tb.Fatal(err)
	}
	if err := file.Close(); err != nil {
		tb.Fatal(err)
	}
}
