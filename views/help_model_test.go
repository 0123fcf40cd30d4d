package views

import (
	"strings"
	"testing"

	"attain/app/sales"
)

func TestTheGuideIsTakenApartAtItsChapters(t *testing.T) {
	chapters := helpChapters("# Guide\n\nBefore.\n\n## 1. Begin\n\nSee [the docs](docs.md) and [us](https://a.b).\n![picture](a.png)\n- one\n  goes on\n- two\n\n## 2. Quotas\n\n| a | b |\n|---|---|\n| c | d |\n\n1. first\n")
	if len(chapters) != 2 || chapters[0].number != "1" || chapters[0].title != "Begin" || chapters[1].title != "Quotas" {
		t.Fatalf("the chapters are %+v", chapters)
	}
	if want := "See the docs and [us](https://a.b).\n\n– one goes on\n\n– two"; chapters[0].body != want {
		t.Errorf("the first says %q, want %q", chapters[0].body, want)
	}
	if want := "– **c**: d\n\n1\\. first"; chapters[1].body != want {
		t.Errorf("the second says %q, want %q", chapters[1].body, want)
	}
}

func TestAChapterIsDrawnInPassages(t *testing.T) {
	all := passages("# Head\n\n– a **strong** and *soft* `word`\n\n1\\. first\n\n```\nattain demo\n\nattain check\n```")
	if len(all) != 4 || !all[0].Heading || all[0].Runs[0].Text != "Head" {
		t.Fatalf("the passages are %+v", all)
	}
	said := ""
	for _, run := range all[1].Runs {
		if run.Bold != (run.Text == "strong") {
			t.Errorf("%q is bold: %v", run.Text, run.Bold)
		}
		said += run.Text
	}
	if all[1].Mark != "–" || said != "a strong and soft word" || all[2].Mark != "1." || all[2].Runs[0].Text != "first" {
		t.Errorf("the passages are %+v", all)
	}
	if !all[3].Fixed || all[3].Runs[0].Text != "attain demo\n\nattain check" {
		t.Errorf("what is typed is %+v", all[3])
	}
}

func TestEveryPageHasItsChapter(t *testing.T) {
	for _, page := range PageNames() {
		if got := helpOfPage(page); len(got) != 1 || got < "1" || got > "8" {
			t.Errorf("%s has the chapter %q", page, got)
		}
	}
	if helpOfPage(PageToday) != "3" || helpOfPage(PageSettings) != "1" || helpOfPage(PageQuotas) != "2" {
		t.Error("chapters are mixed up")
	}
}

func TestEveryFigureHasItsDefinition(t *testing.T) {
	inEach(t, func(t *testing.T, d Deps) {
		page := helpOfFigures(d.Text)
		for _, definition := range sales.Definitions() {
			if !strings.Contains(page, "**"+definition.Title(d.Text)+"** = "+definition.Formula(d.Text)) {
				t.Errorf("%s is missing", definition.Title(d.Text))
			}
		}
	})
}
