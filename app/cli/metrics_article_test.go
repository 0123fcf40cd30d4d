package cli_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// values returns what stands at a path: "a.b", and "a[].b" of every entry.
func values(at any, path string) []any {
	if path == "" {
		return []any{at}
	}
	name, rest, _ := strings.Cut(path, ".")
	object, _ := at.(map[string]any)
	value, there := object[strings.TrimSuffix(name, "[]")]
	if !there {
		return nil
	}
	if !strings.HasSuffix(name, "[]") {
		return values(value, rest)
	}
	var found []any
	list, _ := value.([]any)
	for _, item := range list {
		found = append(found, values(item, rest)...)
	}
	return found
}

// TestEveryPointOfTheArticleHasItsFigures reads docs/article.md: all 27 points
// name a page of the window and figures, and each of these has a value for the
// team or a rep of the sample team.
func TestEveryPointOfTheArticleHasItsFigures(t *testing.T) {
	c := newTerminal(t)
	c.good("demo", "--months", "14")
	c.good("import", c.file("units.csv", "rep,period,units,product", ",2026-10,400,", ",2026-10,90,Plus"), "--kind", "quotas")
	c.good("import", c.file("product.csv", "rep,period,amount,product", ",2026-10,9000,Team"), "--kind", "quotas")
	var document map[string]any
	if err := json.Unmarshal([]byte(c.good("metrics", "--month", "2026-10", "--as-of", "2026-10-20", "--json")), &document); err != nil {
		t.Fatal(err)
	}
	scopes := append([]any{document["team"], document}, document["reps"].([]any)...)
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "article.md"))
	if err != nil {
		t.Fatal(err)
	}
	figure, page := regexp.MustCompile("`([^`]+)`"), regexp.MustCompile(`^(Today|Dashboard|Pipeline|Activities|Leads|Quotas|Insights|Reports|Settings)$`)
	points := 0
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(line, " | ")
		if len(cells) != 4 || !strings.HasPrefix(line, "| A") {
			continue
		}
		if points++; strings.TrimPrefix(cells[0], "| ") != "A"+strconv.Itoa(points) {
			t.Errorf("%s is not point %d", cells[0], points)
		}
		for _, name := range strings.Split(strings.TrimSuffix(cells[3], " |\n"), ", ") {
			if !page.MatchString(name) {
				t.Errorf("A%d: %q is no page", points, name)
			}
		}
		named := figure.FindAllStringSubmatch(cells[2], -1)
		if len(named) == 0 {
			t.Errorf("A%d names no figure", points)
		}
		for _, match := range named {
			has := false
			for _, scope := range scopes {
				for _, value := range values(scope, match[1]) {
					has = has || value != nil
				}
			}
			if !has {
				t.Errorf("A%d: %s has no value", points, match[1])
			}
		}
	}
	if points != 27 {
		t.Errorf("%d points, want 27", points)
	}
}
