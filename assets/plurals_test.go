package assets

import (
	"encoding/json"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestWordsFollowTheirNumber(t *testing.T) {
	catalogue, err := NewCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	text := catalogue.Text("en")
	for _, c := range []struct {
		count any
		want  string
	}{
		{1, "1 record was edited here and in the file"},
		{"1", "1 record was edited here and in the file"},
		{0, "0 records were edited here and in the file"},
		{2, "2 records were edited here and in the file"},
		{"1,001", "1,001 records were edited here and in the file"},
	} {
		for range 2 { // read, and read again from what is kept
			if got := text("views.import.conflicts", "Count", c.count); got != c.want {
				t.Errorf("%v: %q", c.count, got)
			}
		}
	}
}

// TestNoTextSpeaksOfOneAsOfMany reads every English text with 1 in each of its
// places: no plural may stand behind it.
func TestNoTextSpeaksOfOneAsOfMany(t *testing.T) {
	blank := regexp.MustCompile(`\{\{\.\w+\}\}`)
	chosen := regexp.MustCompile("\\{\\{n \\.\\w+ `([^`]*)` `[^`]*`\\}\\}")
	many := regexp.MustCompile(`(?:^|[ (·~])1 (?:(?:further|other|open|closed|working|different|quota) )*(?:rows|records|deals|leads|reps|days|months|amounts|references|problems|columns|names|touches|activities|steps|opportunities|files|units|people|comparisons|lines|backups|pages|runs|values|characters|fields|parts|texts|forecasts|tables|cells|accounts|products|are|were|have)\b`)
	names, err := fs.Glob(langFiles, "lang/*.en.json")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		content, err := langFiles.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var texts map[string]string
		if err := json.Unmarshal(content, &texts); err != nil {
			t.Fatal(err)
		}
		for key, text := range texts {
			if slices.Contains(neverOne, key) {
				continue
			}
			if wrong := many.FindString(chosen.ReplaceAllString(blank.ReplaceAllString(text, "1"), "$1")); wrong != "" {
				t.Errorf("%s says %q: %s", key, strings.TrimSpace(wrong), text)
			}
		}
	}
}

// neverOne are texts for a number that is never one, or no number: one has a
// text of its own, the number is a limit, the whole of which a part is said,
// or a share or a name.
var neverOne = []string{
	"charts.cover.months", "charts.cover.reps", "charts.deals", "cli.person.several", "importer.workbook.parts", "importer.workbook.rows",
	"importer.workbook.texts", "insights.lead_source.high.title", "insights.neglect.high.reason", "insights.proposal.history",
	"insights.test", "sales.error.workbookText", "views.dashboard.cover.months", "views.dashboard.cover.reps",
	"views.dashboard.days.many", "views.dashboard.hint.draws", "views.import.nameRows", "views.insights.article", "views.insights.tested",
	"views.quotas.proposal.months", "views.remind.many", "views.reports.savedMany", "views.trash.why",
	"xlsx.quota.partly.months", "xlsx.quota.partly.reps",
}
