package sales_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"attain/app/sales"
	"attain/assets"
)

// updateDocs writes docs/metrics.md and its Korean sister anew:
//
//	go test ./app/sales/ -run TestGuideOfMetrics -update-docs
var updateDocs = flag.Bool("update-docs", false, "write docs/metrics*.md from the definitions")

// TestGuideOfMetricsIsCurrent holds the guide's page of metrics to the one
// list of definitions that tooltips and workbook use too.
func TestGuideOfMetricsIsCurrent(t *testing.T) {
	catalogue, err := assets.NewCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	pages := []struct{ file, lang, title, intro string }{
		{"metrics.md", "en", "What each figure means", "Every figure of the window, the workbook and the command line, by the name it has in `attain metrics --json`. A rep's figures count the rep's share of each deal; money is in the team's currency; a figure without a value is not zero.\n\nIn Korean: [metrics.ko.md](metrics.ko.md). This page is written by a test from the program's own definitions (`app/sales/definitions.go`)."},
		{"metrics.ko.md", "ko", "지표의 정의", "화면, 통합 문서, 명령줄에 나오는 모든 지표를 `attain metrics --json`의 이름으로 설명합니다. 담당자의 지표는 거래마다 담당자의 배분 비율만큼 계산하고, 금액은 팀의 통화로 나타내며, 값이 없는 것은 0이 아닙니다.\n\n영어: [metrics.md](metrics.md). 이 문서는 프로그램의 정의(`app/sales/definitions.go`)에서 테스트가 만듭니다."},
	}
	for _, page := range pages {
		want := "# " + page.title + "\n\n" + page.intro + "\n" + definitionsPage(catalogue.Text(page.lang))
		file := filepath.Join("..", "..", "docs", page.file)
		if *updateDocs {
			if err := os.WriteFile(file, []byte(want), 0o600); err != nil {
				t.Fatal(err)
			}
			continue
		}
		written, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if string(written) != want {
			t.Errorf("docs/%s is not what the definitions say; run go test ./app/sales/ -run TestGuideOfMetrics -update-docs", page.file)
		}
	}
}

// definitionsPage lists the definitions as Markdown, a heading for a group.
func definitionsPage(text sales.Text) string {
	var page strings.Builder
	group := ""
	for _, d := range sales.Definitions() {
		if d.Group != group {
			group = d.Group
			fmt.Fprintf(&page, "\n## %s\n", d.GroupTitle(text))
		}
		fmt.Fprintf(&page, "\n### %s\n\n`%s` = %s\n", d.Title(text), d.Name, d.Formula(text))
		if note := d.Note(text); note != "" {
			fmt.Fprintf(&page, "\n%s\n", note)
		}
	}
	return page.String()
}
