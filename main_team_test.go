//go:build e2e

package main_test

import (
	"archive/zip"
	"context"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"attain/assets"
)

// words are the program's texts in a language, by their keys.
func words(t *testing.T, language string) func(key string, args ...any) string {
	t.Helper()
	catalogue, err := assets.NewCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	return catalogue.Text(language)
}

// clip puts text on the clipboard, as another program does.
func (s *screen) clip(text string) {
	s.t.Helper()
	command := s.command(context.Background(), "xclip", "-selection", "clipboard", "-in")
	command.Stdin = strings.NewReader(text)
	if err := command.Run(); err != nil {
		s.t.Fatalf("put text on the clipboard: %v", err)
	}
}

// paste puts text, of any alphabet, into what has the focus.
func (s *screen) paste(text string) {
	s.t.Helper()
	s.clip(text)
	s.keys("ctrl+v")
}

// fewDeals is a file of a new team, with a Korean name in it.
const fewDeals = `Deal,Account,Owner,Stage,Amount,Created,Closed
Lathe,Nuri,Mina Kim,Proposal,12000,2026-03-02,
Mill,한빛전자,Mina Kim,Won,8000,2026-03-03,2026-04-20
Press,Dongbang,Joon Lee,Lost,5000,2026-03-05,2026-04-21
`

// TestE2EFirstDay begins with nothing: the four questions, in Korean at a
// choice, then a file brought in by keys alone, seen on the board, and the
// window turned to English and back without a restart.
func TestE2EFirstDay(t *testing.T) {
	s := openScreen(t, 1, "ko")
	p := newProgram(t, "en")
	korean, english := words(t, "ko"), words(t, "en")
	closeWindow := p.open(s, "FYNE_THEME=light", "LANG=en_US.UTF-8", "LC_ALL=en_US.UTF-8")
	s.see(english("views.firstrun.title"), english("views.firstrun.sample"))
	s.picture("first-run-en")
	s.press(image.Pt(460, 318)) // the language
	s.settled()
	s.keys("Down", "Return")
	s.see(korean("views.firstrun.sample"))
	s.picture("first-run-ko")

	file := filepath.Join(t.TempDir(), "deals.csv")
	if err := os.WriteFile(file, []byte(fewDeals), 0o600); err != nil {
		t.Fatal(err)
	}
	s.click(korean("views.firstrun.import"))
	s.see(korean("views.import.step.1"))
	s.paste(file)
	s.keys("Return")
	s.see("Mina Kim", korean("views.import.step.2"))
	s.picture("import-understood")
	s.keys("Return")
	s.see(korean("views.import.step.3"))
	s.picture("import-preview")
	if p.ask("SELECT count(*) FROM deals") != "0" {
		t.Error("the preview wrote")
	}
	s.keys("Return")
	s.until(p, "the file is in the store", "SELECT count(*) || ' ' || (SELECT count(*) FROM reps) || ' ' || (SELECT count(*) FROM accounts) FROM deals", "3 2 3")
	s.picture("import-done")
	s.keys("Escape", "ctrl+3")
	s.see("Lathe", "Nuri", pageNames["ko"][2])
	s.picture("board-ko")

	s.speak(p, korean("views.palette.language"), "en", pageNames["en"])
	s.picture("board-en")
	s.speak(p, english("views.palette.language"), "ko", pageNames["ko"])
	closeWindow()
	p.run("check")
}

// speak changes the window's language by the palette.
func (s *screen) speak(p *program, typed, language string, names []string) {
	s.t.Helper()
	s.keys("ctrl+k")
	s.settled()
	s.paste(typed)
	s.settled()
	s.keys("Return")
	s.until(p, "the language is in the store", "SELECT json_extract(value, '$.language') FROM settings WHERE name = 'settings'", language)
	s.see(names[1], names[2], names[8])
}

// TestE2EManager does what a manager does in a month, in English and light at
// 100 %, and in Korean and dark at 200 %, and asks the store after each step.
func TestE2EManager(t *testing.T) {
	for _, look := range []struct {
		theme, language string
		scale           int
	}{{"light", "en", 1}, {"dark", "ko", 2}} {
		t.Run(fmt.Sprintf("%s-%s-%d", look.theme, look.language, look.scale*100), func(t *testing.T) {
			s := openScreen(t, look.scale, look.language)
			p := newProgram(t, look.language)
			p.run("demo")
			closeWindow := p.open(s, "FYNE_THEME="+look.theme)
			s.see(pageNames[look.language][1])
			text := words(t, look.language)
			copyChart(t, s, text)
			writeReport(t, s, p, text)
			closeMonth(s, p)
			pasteQuotas(s, p)
			loseDeal(s, p)
			scrollByDrag(t, s, p)
			throwAway(s, p, text)
			restoreBackup(s, p)
			closeWindow()
			p.run("check")
		})
	}
}

// Parts of the window that stand at the same place in each language.
var (
	reportButton  = image.Pt(300, 352) // on Reports: into the folder of documents
	lostButton    = image.Pt(952, 197) // on a deal's panel
	menuDelete    = boardFirst.Add(image.Pt(50, 164))
	closeButton   = image.Pt(940, 670) // on Reports
	quotaFirst    = image.Pt(362, 183) // the first rep's first month
	boardHigh     = image.Rect(375, 215, 540, 700)
	boardEdge     = image.Pt(460, 690)
	settingsLast  = image.Pt(265, 408) // the section Data
	settingsCopy  = image.Pt(1180, 120)
	settingsFirst = image.Pt(520, 368) // the newest backup
)

// writeReport writes the running month's workbook and looks into the file.
func writeReport(t *testing.T, s *screen, p *program, text func(string, ...any) string) {
	t.Helper()
	s.keys("ctrl+8")
	s.see(text("views.reports.closing"))
	s.press(reportButton)
	var found []string
	s.wait("the workbook is written", func() bool {
		found, _ = filepath.Glob(filepath.Join(p.home, "Documents", "Attain", "*.xlsx"))
		return len(found) == 1
	})
	s.picture("report-written")
	book, err := zip.OpenReader(found[0])
	if err != nil {
		t.Fatalf("the workbook: %v", err)
	}
	defer func() { _ = book.Close() }()
	sheets := 0
	for _, part := range book.File {
		if strings.HasPrefix(part.Name, "xl/worksheets/sheet") {
			sheets++
		}
	}
	if sheets < 12 {
		t.Errorf("the workbook has %d sheets", sheets)
	}
}

// closeMonth closes the month before the running one.
func closeMonth(s *screen, p *program) {
	before := s.settled()
	s.keys("alt+Left")
	s.wait("the month before is shown", func() bool { return s.changed(before, s.look()) > 1000 })
	s.dims(func() { s.press(closeButton) })
	s.picture("month-close")
	s.keys("Return")
	s.until(p, "the month is closed", "SELECT count(*) FROM closings", "1")
	s.picture("month-closed")
	s.keys("alt+Right")
}

// dims asks again and again for a dialog, which a window under load may not
// have heard, until it dims the window.
func (s *screen) dims(ask func()) {
	s.t.Helper()
	before := s.settled()
	s.wait("a dialog dims the window", func() bool {
		ask()
		return s.changed(before, s.settled()) > s.width*s.height/2
	})
}

// firstQuotas are the first three months of the sheet's first rep.
const firstQuotas = `SELECT group_concat(value, ' ') FROM (SELECT value FROM quotas WHERE measure = 'money' AND product_id IS NULL
	AND rep_id = (SELECT id FROM reps ORDER BY name COLLATE NOCASE LIMIT 1) AND month LIKE strftime('%Y', 'now') || '-%' ORDER BY month LIMIT 3)`

// pasteQuotas pastes a row of a spreadsheet into the sheet, and takes it back.
func pasteQuotas(s *screen, p *program) {
	before := p.ask(firstQuotas)
	s.keys("ctrl+6")
	s.settled()
	s.press(quotaFirst)
	s.settled()
	s.paste("11111\t22222\t33333")
	s.until(p, "the row is in the store", firstQuotas, "1111100 2222200 3333300")
	s.settled()
	s.picture("quotas-pasted")
	s.keys("ctrl+z")
	s.until(p, "the row is taken back", firstQuotas, before)
}

// loseDeal loses a deal by its panel, with a reason typed in Korean, and
// reopens the question by undo.
func loseDeal(s *screen, p *program) {
	const lost = "SELECT count(*) FROM deals WHERE reason = '예산 보류'"
	s.keys("ctrl+3")
	before := s.settled()
	s.keys("Return")
	s.wait("the deal's panel is there", func() bool { return s.changed(before, s.look()) > 20000*s.scale*s.scale })
	s.picture("deal-panel")
	s.dims(func() { s.press(lostButton) })
	s.paste("예산 보류")
	s.picture("deal-lost")
	s.keys("ctrl+Return")
	s.until(p, "the deal is lost", lost, "1")
	s.settled() // while the dialog is there, Ctrl+Z is its own
	s.keys("ctrl+z")
	s.until(p, "the deal is open again", lost, "0")
	s.keys("Escape")
}

// scrollByDrag carries a card to the lower edge of another column and holds it
// there: the column scrolls under it. Let go where it came from, nothing moves.
func scrollByDrag(t *testing.T, s *screen, p *program) {
	t.Helper()
	s.keys("ctrl+3")
	before := s.settled()
	moves := p.ask("SELECT count(*) FROM stage_moves")
	at := func(point image.Point) []string {
		return []string{"mousemove", fmt.Sprint(point.X * s.scale), fmt.Sprint(point.Y * s.scale), "sleep", "0.1"}
	}
	args := append(at(boardFirst), "mousedown", "1")
	for _, point := range []image.Point{boardFirst.Add(image.Pt(20, 20)), boardSecond, boardEdge, boardEdge.Add(image.Pt(1, 1))} {
		args = append(args, at(point)...)
	}
	s.xdotool(args...)
	s.wait("the column scrolls under the card", func() bool {
		return s.changedIn(boardHigh.Inset(8), before, s.look()) > 3000*s.scale*s.scale
	})
	s.keep("board-dragged", s.look())
	s.xdotool(append(at(boardFirst), "mouseup", "1")...)
	s.settled()
	if now := p.ask("SELECT count(*) FROM stage_moves"); now != moves {
		t.Errorf("a card let go where it came from made %s moves of %s", now, moves)
	}
}

// changedIn counts the pixels of a part of the screen that differ.
func (s *screen) changedIn(part image.Rectangle, a, b image.Image) int {
	count := 0
	for y := part.Min.Y * s.scale; y < part.Max.Y*s.scale; y++ {
		for x := part.Min.X * s.scale; x < part.Max.X*s.scale; x++ {
			ar, ag, ab, _ := a.At(x, y).RGBA()
			br, bg, bb, _ := b.At(x, y).RGBA()
			if ar != br || ag != bg || ab != bb {
				count++
			}
		}
	}
	return count
}

// throwAway moves a deal to the trash by its card's menu and brings it back by
// the list of the trash.
func throwAway(s *screen, p *program, text func(string, ...any) string) {
	const thrown = "SELECT count(*) FROM deals WHERE deleted <> ''"
	s.menu(boardFirst)
	s.picture("card-menu")
	s.press(menuDelete)
	s.until(p, "the deal is in the trash", thrown, "1")
	s.keys("ctrl+k")
	s.settled()
	s.paste(strings.TrimSuffix(text("views.trash.menu"), "…"))
	s.settled()
	s.dims(func() { s.keys("Return") })
	s.picture("trash")
	s.keys("Return") // on its only row
	s.until(p, "the deal is back", thrown, "0")
}

// restoreBackup makes a backup, loses a deal for good after it, and restores.
func restoreBackup(s *screen, p *program) {
	const open = "SELECT count(*) FROM deals WHERE deleted = ''"
	before := p.ask(open)
	s.settled() // the store has the last change before its dialog is gone
	s.keys("ctrl+9")
	s.settled()
	s.press(settingsLast)
	s.settled()
	s.press(settingsCopy)
	s.wait("there is a backup", func() bool {
		found, _ := filepath.Glob(filepath.Join(p.home, "backups", "*.db"))
		return len(found) > 0
	})
	s.keys("ctrl+3")
	s.settled()
	s.menu(boardFirst)
	s.settled()
	s.press(menuDelete)
	s.wait("a deal is gone", func() bool { return p.ask(open) != before })
	s.keys("ctrl+9")
	s.settled()
	s.dims(func() { s.doublePress(settingsFirst) })
	s.picture("restore")
	s.keys("Return")
	s.wait("what the backup held is here again", func() bool { return p.ask(open) == before })
	s.settled()
	s.picture("restored")
}
