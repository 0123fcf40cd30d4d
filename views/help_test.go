package views

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"attain/app/sales"
	"attain/docs/guide"
	"attain/views/widgets"
)

func TestF1OpensTheChapterOfThePage(t *testing.T) {
	for lang, words := range map[string]map[string]string{
		"en": {PageQuotas: "Paste a block", PageDashboard: "Twenty minutes", PageSettings: "exit criteria", PageToday: "Overdue", PageReports: "Close the month", PageInsights: "two numbers"},
		"ko": {PageQuotas: "스프레드시트", PageDashboard: "20분", PageSettings: "통과 조건", PageReports: "월 마감"},
	} {
		s := open(t, newService(t, founded(lang)), "light", PageSettings)
		s.shell.options.Guide = guide.Text
		for page, word := range words {
			s.shell.Open(page)
			s.shortcut(plain(fyne.KeyF1))
			if shown := helpText(s); !strings.Contains(strings.ToLower(shown), strings.ToLower(word)) {
				t.Errorf("%s: F1 on %s shows no %q: %.200s", lang, page, word, shown)
			}
			s.sees("Ctrl+L")
			s.shell.CloseDialog()
		}
	}
}

// TestTheHelpHasTheKeysOnceAndRoomForItsScrollBar reads the list of chapters and
// measures the text beside the bar.
func TestTheHelpHasTheKeysOnceAndRoomForItsScrollBar(t *testing.T) {
	for lang, title := range map[string]string{"en": "Keys", "ko": "단축키"} {
		s := open(t, newService(t, founded(lang)), "light", PageSettings)
		s.shell.options.Guide = guide.Text
		s.shortcut(plain(fyne.KeyF1))
		for _, chapter := range helpChapters(guide.Text(lang)) {
			if (chapter.number == guideKeys) != (chapter.title == title) {
				t.Errorf("%s: chapter %s is called %q", lang, chapter.number, chapter.title)
			}
		}
		count := 0
		for _, shown := range s.texts() {
			if shown == title || shown == s.shell.deps.Text("views.shell.menu.keys") {
				count++
			}
		}
		if count != 1 {
			t.Errorf("%s: %d entries lead to the keys", lang, count)
		}
		prose, scroll := shownOf[*widgets.Prose](s)[0], shownOf[*container.Scroll](s)
		text := scroll[len(scroll)-1]
		if room := text.Size().Width - prose.Size().Width; room < widgets.Space {
			t.Errorf("%s: %v beside the scroll bar", lang, room)
		}
	}
}

// helpText is all that the help's text on the screen says.
func helpText(s *stand) string {
	var all strings.Builder
	for _, drawn := range shownOf[*widgets.Prose](s) {
		all.WriteString(drawn.Text())
	}
	return all.String()
}

// TestNoMarkOfMarkdownIsShown holds that every chapter and definition becomes
// words, in both languages.
func TestNoMarkOfMarkdownIsShown(t *testing.T) {
	text := map[string]sales.Text{}
	for _, lang := range []string{"en", "ko"} {
		text[lang] = open(t, newService(t, founded(lang)), "light", PageSettings).shell.deps.Text
		bodies := []string{helpOfFigures(text[lang])}
		for _, chapter := range helpChapters(guide.Text(lang)) {
			bodies = append(bodies, chapter.body)
		}
		for _, body := range bodies {
			for _, p := range passages(body) {
				shown := ""
				for _, run := range p.Runs {
					shown += run.Text
				}
				if shown == "" || !p.Fixed && strings.ContainsAny(shown, "*`#\\") || strings.Contains(shown, "](") {
					t.Errorf("%s: %q", lang, shown)
				}
			}
		}
	}
	got := passages("## A **b**\n\n– **x**: y `z`\n\n12\\. *one*\n\n```\n$ a\n\n$ b\n```\n\nend")
	want := []widgets.Passage{
		{Heading: true, Runs: []widgets.Run{{Text: "A "}, {Text: "b", Bold: true}, {}}},
		{Mark: "–", Runs: []widgets.Run{{}, {Text: "x", Bold: true}, {Text: ": y "}, {Text: "z"}, {}}},
		{Mark: "12.", Runs: []widgets.Run{{}, {Text: "one"}, {}}},
		{Fixed: true, Runs: []widgets.Run{{Text: "$ a\n\n$ b"}}},
		{Runs: []widgets.Run{{Text: "end"}}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestEveryChapterIsDrawnWithoutTablesAndPictures(t *testing.T) {
	for _, lang := range []string{"en", "ko"} {
		chapters := helpChapters(guide.Text(lang))
		if len(chapters) < 9 {
			t.Fatalf("%s: %d chapters", lang, len(chapters))
		}
		for _, chapter := range chapters {
			if len(chapter.body) < 100 || strings.Contains(chapter.body, "![") || strings.Contains(chapter.body, "\n|") {
				t.Errorf("%s, chapter %s: %q", lang, chapter.number, chapter.body)
			}
		}
		for _, page := range PageNames() {
			found := false
			for _, chapter := range chapters {
				found = found || chapter.number == helpOfPage(page)
			}
			if !found {
				t.Errorf("%s has no chapter", page)
			}
		}
	}
	if got := forWindow("| a | b | c |\n|---|---|---|\n| x | y | z |\n"); got != "– **x**: y → z" {
		t.Errorf("a table becomes %q", got)
	}
	if got := forWindow("One\nline.\n\n- first\n  item\n1. next:\n\n   ```\n   attain\n   ```\n"); got != "One line.\n\n– first item\n\n1\\. next:\n\n```\nattain\n```" {
		t.Errorf("paragraphs become %q", got)
	}
}

func TestEveryFigureIsExplainedInTheHelp(t *testing.T) {
	s := open(t, newService(t, founded("en")), "light", PageSettings)
	shown := helpOfFigures(s.shell.deps.Text)
	for _, d := range sales.Definitions() {
		if !strings.Contains(shown, d.Formula(s.shell.deps.Text)) {
			t.Errorf("the help does not define %s", d.Name)
		}
	}
}

// TestDiagnosticsHoldNothingPersonal fills a database with words that stand
// nowhere else and looks for them in what is copied.
func TestDiagnosticsHoldNothingPersonal(t *testing.T) {
	service := newService(t, twoReps)
	ok(service.SaveRep(ctx, sales.Rep{Name: "Zebulon Quux"}))
	s := open(t, service, "light", PagePipeline)
	s.shell.options.Version, s.shell.options.Path = "1.2.3", "/home/zebulon/secret.db"
	s.shell.openAbout()
	s.press("Copy diagnostics")
	copied := s.shell.app.Clipboard().Content()
	if !strings.Contains(copied, "version: 1.2.3\n") || !strings.Contains(copied, "page: pipeline\n") {
		t.Fatalf("copied %q", copied)
	}
	personal := []string{"zebulon", "quux", "secret", "/home"}
	if home, err := os.UserHomeDir(); err == nil && len(home) > 1 {
		personal = append(personal, home)
	}
	for _, rep := range ok(service.Reps(ctx)) {
		personal = append(personal, rep.Name)
	}
	for _, deal := range ok(service.Deals(ctx, sales.DealQuery{Limit: 50})) {
		personal = append(personal, deal.Name)
	}
	for _, word := range personal {
		if strings.Contains(strings.ToLower(copied), strings.ToLower(word)) {
			t.Errorf("the diagnostics hold %q:\n%s", word, copied)
		}
	}
}
