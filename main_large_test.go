//go:build e2e

package main_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// The parts of Today at 1280×720 that make it useful: what was credited against
// the quota and the pace, and the next steps. The chance to reach the quota, below
// them, takes longer.
var useful = []image.Rectangle{image.Rect(200, 92, 524, 218), image.Rect(546, 92, 1258, 384)}

const (
	// still is how long nothing may change before the screen counts as at rest.
	still = 4 * time.Second
	// longestStart is how long a start is followed.
	longestStart = 60 * time.Second
	// fewPixels is less than a blinking cursor or a turning wheel changes.
	fewPixels = 150
)

// TestLargeTeam is what .ci/bench-window runs: on a team of each size it measures
// the start to the first useful screen and the memory then, against an empty
// window, and then walks through the window and reports how long its thread was
// busy at most, in handlers and in painting. It fails on no time.
func TestLargeTeam(t *testing.T) {
	empty := os.Getenv("ATTAIN_BENCH_EMPTY")
	if empty == "" {
		t.Fatal("ATTAIN_BENCH_EMPTY names no empty window; run .ci/bench-window")
	}
	s := openScreen(t, 1, "en")
	p := newProgram(t, "en")
	var least start
	for range 3 { // the first is slow: nothing is in memory yet
		least = s.follow(t, p.ready(s, empty), []image.Rectangle{everywhere})
	}
	for _, scale := range strings.Fields(benchScales()) {
		t.Run(scale, func(t *testing.T) {
			n, err := strconv.Atoi(scale)
			if err != nil {
				t.Fatal(err)
			}
			team := teamOf(t, n)
			s.follow(t, team.ready(s, p.binary), useful)
			took := s.follow(t, team.ready(s, p.binary), useful)
			row(t, "start to the first useful screen", "empty window (+300 ms wanted)", 1+3e8/float64(least.useful), n, took.useful.Nanoseconds(), least.useful.Nanoseconds())
			row(t, "start until all of Today stands", "empty window", 1, n, took.whole.Nanoseconds(), least.useful.Nanoseconds())
			row(t, "memory, team open (bytes)", "empty window (+150 MB wanted)", 1+15e7/float64(least.memory), n, took.memory, least.memory)
			worst := team.walk(t, s)
			row(t, "longest handler of the window's thread on a walk", "50 ms", 1, n, worst.Nanoseconds(), 5e7)
		})
	}
}

func benchScales() string {
	if scales := os.Getenv("ATTAIN_BENCH_SCALES"); scales != "" {
		return scales
	}
	return "1 10 100"
}

// row adds a row to those of .ci/bench.
func row(t *testing.T, name, against string, aim float64, scale int, took, limit int64) {
	t.Helper()
	line := fmt.Sprintf("%s\t%s\t%.3f\t%d\t%d\t%d\n", name, against, aim, scale, took, limit)
	t.Log(line)
	file, err := os.OpenFile(os.Getenv("ATTAIN_BENCH_OUT"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return // printed it is
	}
	if _, err := file.WriteString(line); err != nil {
		t.Error(err)
	}
	if err := file.Close(); err != nil {
		t.Error(err)
	}
}

// teamOf is the program on a sample team of a size, the largest of which may
// be at ATTAIN_BENCH_DB already.
func teamOf(t *testing.T, scale int) *program {
	t.Helper()
	p := newProgram(t, "en")
	if made := os.Getenv("ATTAIN_BENCH_DB"); made != "" && scale == 100 {
		p.database = made
		return p
	}
	p.run("demo", "--reps", "50", "--months", "60", "--deals", strconv.Itoa(scale*1000), "--activities", strconv.Itoa(scale*10000))
	return p
}

// ready is a window of the program that is about to be started.
func (p *program) ready(s *screen, binary string) *exec.Cmd {
	command := exec.Command(binary)
	command.Env = p.environment("DISPLAY="+s.display, "FYNE_THEME=light")
	return command
}

// start is how long a window took, and its memory in bytes once it rested.
type start struct {
	useful, whole time.Duration
	memory        int64
}

// follow starts a window and watches the display: useful is when the parts first
// look as they do at the end, whole when all does.
func (s *screen) follow(t *testing.T, command *exec.Cmd, parts []image.Rectangle) start {
	t.Helper()
	type frame struct {
		at     time.Duration
		pixels []byte
	}
	began := time.Now()
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	var frames []frame
	last, changed := s.pixels(), time.Now()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for time.Since(changed) < still+2*time.Second && time.Since(began) < longestStart {
		now := s.pixels()
		if n := s.differing(last, now, []image.Rectangle{everywhere}); n > 0 {
			frames = append(frames, frame{time.Since(began), now})
			if last = now; n > fewPixels {
				changed = time.Now()
			}
		}
		<-tick.C
	}
	memory := residentOf(t, command.Process.Pid)
	if err := command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	_ = command.Wait() // the empty window is killed by it
	if len(frames) == 0 {
		t.Fatal("the window never showed")
	}
	when := func(parts []image.Rectangle) time.Duration {
		for _, f := range frames {
			if s.differing(f.pixels, last, parts) <= fewPixels {
				return f.at
			}
		}
		return frames[len(frames)-1].at
	}
	return start{when(parts), when([]image.Rectangle{everywhere}), memory}
}

// residentOf is the resident memory of a process.
func residentOf(t *testing.T, process int) int64 {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", process))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	kilobytes, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return kilobytes << 10
}

// restingMemory is the least memory in the time in which a window gives back
// what its work took.
func restingMemory(t *testing.T, process int) int64 {
	t.Helper()
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	least := residentOf(t, process)
	for range 20 {
		<-tick.C
		least = min(least, residentOf(t, process))
	}
	return least
}

// pixels is what the display shows, four bytes a pixel, read from its buffer,
// which costs it nothing.
func (s *screen) pixels() []byte {
	s.t.Helper()
	dump, err := os.ReadFile(s.buffer)
	if err != nil {
		s.t.Fatal(err)
	}
	head, colours := binary.BigEndian.Uint32(dump), binary.BigEndian.Uint32(dump[76:]) // of the format XWD
	return dump[head+12*colours:]
}

// differing counts the pixels of parts that differ.
func (s *screen) differing(a, b []byte, parts []image.Rectangle) (count int) {
	for _, part := range parts {
		for y := part.Min.Y; y < min(part.Max.Y, s.height); y++ {
			left, right := 4*(y*s.width+part.Min.X), 4*(y*s.width+min(part.Max.X, s.width))
			if bytes.Equal(a[left:right], b[left:right]) {
				continue
			}
			for i := left; i < right; i += 4 {
				if !bytes.Equal(a[i:i+3], b[i:i+3]) {
					count++
				}
			}
		}
	}
	return count
}

// rests waits until the display does not change for a second.
func (s *screen) rests() {
	began, changed, last := time.Now(), time.Now(), s.pixels()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for time.Since(changed) < time.Second && time.Since(began) < patience {
		<-tick.C
		if now := s.pixels(); s.differing(last, now, []image.Rectangle{everywhere}) > fewPixels {
			last, changed = now, time.Now()
		}
	}
}

// busyLine is what the watchdog says of one turn of the window's thread.
var busyLine = regexp.MustCompile(`thread was busy" for=(\S+) work=(\S+) painting=(\S+) in=(\S+)`)

// walk goes through every page and what is done most, and returns the longest
// time that the window's thread worked in a handler. Times are the thread's own:
// what else the machine does meanwhile does not count.
func (p *program) walk(t *testing.T, s *screen) (worst time.Duration) {
	t.Helper()
	closeWindow := p.open(s, "FYNE_THEME=light", "ATTAIN_DEBUG=1")
	log, read := filepath.Join(s.pictures, "program.log"), 0
	step := func(name string, do func()) {
		do()
		s.rests()
		said, err := os.ReadFile(log)
		if err != nil {
			t.Fatal(err)
		}
		var handler, painting, waited time.Duration
		in := ""
		for _, m := range busyLine.FindAllStringSubmatch(string(said[read:]), -1) {
			busy, _ := time.ParseDuration(m[1])
			work, _ := time.ParseDuration(m[2])
			paints, _ := time.ParseDuration(m[3])
			share := float64(paints) / float64(busy)
			painting = max(painting, time.Duration(share*float64(work)))
			if handled := time.Duration((1 - share) * float64(work)); handled > handler {
				handler, in, waited = handled, m[4], busy
			}
		}
		read = len(said)
		t.Logf("%-24s handlers %4d ms  painting %4d ms  (busy for %4d ms in %s)", name, handler.Milliseconds(), painting.Milliseconds(), waited.Milliseconds(), in)
		worst = max(worst, handler)
	}
	step("start", func() {})
	for _, again := range []string{"", ", again"} {
		for i, name := range pageNames["en"] {
			step(name+again, func() { s.keys(fmt.Sprintf("ctrl+%d", i+1)) })
		}
	}
	step("board", func() { s.keys("ctrl+3") })
	step("board: scroll", func() { s.scroll(boardFirst, 20); s.scroll(boardFirst, -20) })
	step("board: drag", func() { s.drag(boardFirst, boardSecond) })
	step("board: undo", func() { s.keys("ctrl+z") })
	step("deal's panel", func() { s.press(boardFirst) })
	step("deal's panel: close", func() { s.keys("Escape") })
	step("palette", func() { s.keys("ctrl+k") })
	step("palette: typing", func() { s.write("granite") })
	step("palette: close", func() { s.keys("Escape") })
	step("activities: scroll", func() { s.keys("ctrl+4"); s.rests(); s.scroll(image.Pt(700, 500), 30) })
	step("leads: scroll", func() { s.keys("ctrl+5"); s.rests(); s.scroll(image.Pt(700, 500), 30) })
	step("today: scroll", func() { s.keys("ctrl+1"); s.rests(); s.scroll(image.Pt(900, 300), 30) })
	step("a month back", func() { s.keys("alt+Left") })
	t.Logf("memory after the walk: %d MB, at rest %d MB", residentOf(t, p.process)>>20, restingMemory(t, p.process)>>20)
	closeWindow()
	return worst
}
