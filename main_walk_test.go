//go:build e2e

package main_test

import (
	"fmt"
	"image"
	"slices"
	"strings"
	"testing"
)

// pageNames are the pages in the order of their keys, Ctrl+1 to Ctrl+9.
var pageNames = map[string][]string{
	"en": {"Today", "Dashboard", "Pipeline", "Activities", "Leads", "Quotas", "Insights", "Reports", "Settings"},
	"ko": {"오늘", "대시보드", "파이프라인", "활동", "리드", "목표", "인사이트", "보고서", "설정"},
}

// TestE2EPages opens every page on the sample team in a real window, in both
// themes, at both scales and in both languages: by the mouse, where it reads
// figures that the command line counts too and keeps a picture, then by its
// key. Every page must look different from the one before.
func TestE2EPages(t *testing.T) {
	looks := []struct {
		theme, language string
		scale           int
	}{{"light", "en", 1}, {"dark", "en", 2}, {"light", "ko", 2}, {"dark", "ko", 1}}
	for _, look := range looks {
		t.Run(fmt.Sprintf("%s-%s-%d", look.theme, look.language, look.scale*100), func(t *testing.T) {
			s := openScreen(t, look.scale, look.language)
			p := newProgram(t, look.language)
			p.run("demo")
			closeWindow := p.open(s, "FYNE_THEME="+look.theme)
			s.see(pageNames[look.language]...)
			figures := figuresOf(p)
			before := image.Image(image.NewGray(everywhere))
			other := func(name string) {
				s.wait("page "+name+" looks other than the one before", func() bool {
					return s.changed(before, s.look()) > 1000
				})
				before = s.settled()
			}
			for i, name := range pageNames[look.language] {
				s.clickIn(sideBar, name)
				s.pointer(corner)
				other(name)
				shown := figures[pageNames["en"][i]]
				s.seeIn(shown.part, shown.texts...)
				s.keep(fmt.Sprintf("%d-%s", i+1, pageNames["en"][i]), before)
			}
			for i, name := range pageNames[look.language] {
				s.keys(fmt.Sprintf("ctrl+%d", i+1))
				other(name)
			}
			closeWindow()
			p.run("check")
		})
	}
}

// Parts of the window in every language.
var (
	sideBar = image.Rect(0, 0, 176, logicalHeight)
	corner  = image.Pt(logicalWidth-3, logicalHeight-3) // where nothing shows a hint
)

// figuresShown are figures that a page shows, and in which part of it.
type figuresShown struct {
	part  image.Rectangle
	texts []string
}

// figuresOf are figures that pages show of the running month, as the command
// line counts them, by page.
func figuresOf(p *program) map[string]figuresShown {
	figures := p.metrics()
	team := figures["team"].(map[string]any)
	percent := func(name string) string { return fmt.Sprintf("%.0f%%", team[name].(float64)*100) }
	whole := func(of any, name string) string { return fmt.Sprintf("%.0f", of.(map[string]any)[name].(float64)) }
	var stages, attempts, reps []string
	for _, stage := range figures["stages"].([]any) {
		stages = append(stages, whole(stage, "open"))
	}
	for _, kind := range team["activities"].([]any) {
		attempts = append(attempts, whole(kind, "attempts"))
	}
	for _, rep := range figures["reps"].([]any) {
		reps = append(reps, rep.(map[string]any)["rep"].(string))
	}
	tiles := image.Rect(190, 80, logicalWidth, 185)
	return map[string]figuresShown{
		"Today":      {image.Rect(190, 80, 540, 275), []string{percent("attainment")}},
		"Dashboard":  {image.Rect(190, 140, logicalWidth, 240), []string{percent("attainment")}},
		"Pipeline":   {image.Rect(190, 155, logicalWidth, 205), stages},
		"Activities": {tiles, attempts},
		"Leads":      {tiles, []string{percent("lead_conversion")}},
		"Quotas":     {image.Rect(190, 160, 350, 425), reps},
		"Insights":   {image.Rect(190, 600, logicalWidth, 710), []string{whole(team, "contact_rate")}},
		"Reports":    {image.Rect(190, 235, 750, 325), []string{percent("attainment"), whole(team, "won")}},
		"Settings":   {image.Rect(400, 190, 700, 400), strings.Fields(p.ask("SELECT group_concat(name, ' ') FROM stages WHERE kind = 'open'"))},
	}
}

// TestReadingTheScreen proves that a text is found by its words: whole, on
// one line, whatever the case and the signs around it.
func TestReadingTheScreen(t *testing.T) {
	table := "level\tpage\tblock\tpar\tline\tword\tleft\ttop\twidth\theight\tconf\ttext\n" +
		"5\t1\t1\t1\t1\t1\t20\t40\t60\t20\t96\tClosed\n" +
		"5\t1\t1\t1\t1\t2\t90\t40\t40\t20\t96\tWon:\n" +
		"5\t1\t1\t1\t2\t1\t20\t80\t60\t20\t96\tClosed\n" +
		"5\t1\t1\t1\t3\t1\t20\t120\t40\t20\t96\tWonder\n" +
		"4\t1\t1\t1\t3\t0\t20\t120\t40\t20\t-1\t\n" +
		"5\t1\t2\t1\t1\t1\t200\t40\t40\t20\t96\t대시\n" +
		"5\t1\t2\t1\t1\t2\t240\t40\t40\t20\t96\t보드\n"
	words := parseWords(table, image.Pt(100, 0), 2)
	for text, want := range map[string][]image.Rectangle{
		"closed won": {image.Rect(110, 20, 165, 30)},
		"Closed":     {image.Rect(110, 20, 140, 30), image.Rect(110, 40, 140, 50)},
		"Won":        {image.Rect(145, 20, 165, 30)},
		"대시보드":       {image.Rect(200, 20, 240, 30)},
		"Lost":       nil,
	} {
		if found := search(words, text); !slices.Equal(found, want) {
			t.Errorf("%q found at %v, want %v", text, found, want)
		}
	}
}
