package main_test

import (
	"bufio"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// pictured are the rooms as the README's architecture picture calls them.
var pictured = map[string]string{
	"main": ".", "cli": "app/cli", "views": "views", "widgets": "views/widgets", "app": "app", "charts": "charts",
	"importer": "app/importer", "sample": "app/sample", "sales": "app/sales", "data": "data", "xlsx": "data/xlsx",
	"assets": "assets", "guide": "docs/guide",
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// TestArchitectureShowsTheRealWalls holds the picture of docs/architecture.md
// against the imports of the code.
func TestArchitectureShowsTheRealWalls(t *testing.T) {
	_, picture, _ := strings.Cut(readFile(t, "docs/architecture.md"), "```mermaid\n")
	picture, _, _ = strings.Cut(picture, "```")
	arrow := regexp.MustCompile(`(?m)^\s*(\w+)(?:\[[^\]]*\])? --> (\w+)`)
	shown := map[string]bool{}
	for _, found := range arrow.FindAllStringSubmatch(picture, -1) {
		from, to := pictured[found[1]], pictured[found[2]]
		if from == "" || to == "" {
			t.Errorf("the picture knows a room the code has not: %s", found[0])
		}
		shown[from+" → "+to] = true
	}
	there := ownImports(t)
	for _, edge := range slices.Sorted(maps.Keys(there)) {
		if !shown[edge] {
			t.Errorf("docs/architecture.md does not show the import %s", edge)
		}
	}
	for _, edge := range slices.Sorted(maps.Keys(shown)) {
		if !there[edge] {
			t.Errorf("docs/architecture.md shows an import that is not there: %s", edge)
		}
	}
}

// ownImports returns who imports whom among our own rooms, tests aside.
func ownImports(t *testing.T) map[string]bool {
	t.Helper()
	edges := map[string]bool{}
	err := filepath.WalkDir(".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() && (entry.Name() == ".git" || slices.Contains(built, file)) {
			if err == nil {
				err = filepath.SkipDir
			}
			return err
		}
		room := path.Dir(filepath.ToSlash(file))
		if entry.IsDir() || path.Ext(file) != ".go" || isTest(file) || room == "app/sales/salestest" {
			return nil
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range tree.Imports {
			if to, own := strings.CutPrefix(strings.Trim(spec.Path.Value, `"`), "attain/"); own {
				edges[room+" → "+to] = true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return edges
}

// TestReadmeNamesEveryDependency holds the table of dependencies against
// go.mod: every direct one, in its present version.
func TestReadmeNamesEveryDependency(t *testing.T) {
	readme := readFile(t, "README.md")
	mod := bufio.NewScanner(strings.NewReader(readFile(t, "go.mod")))
	direct := regexp.MustCompile(`^\t(?:github\.com/)?(\S+) (v\S+)$`)
	major := regexp.MustCompile(`/v[0-9]+$`)
	count := 0
	for mod.Scan() {
		found := direct.FindStringSubmatch(mod.Text())
		if found == nil {
			continue
		}
		count++
		name, version := major.ReplaceAllString(found[1], ""), found[2]
		row := regexp.MustCompile(`(?m)^\| \[` + regexp.QuoteMeta(name) + `(?:/v[0-9]+)?\]\([^)]*\) \| ` + regexp.QuoteMeta(version) + ` \|`)
		if !row.MatchString(readme) {
			t.Errorf("the README's table lacks %s %s", name, version)
		}
	}
	if count < 10 {
		t.Fatalf("only %d direct dependencies seen in go.mod", count)
	}
}

// TestDocsLinkToWhatIsThere follows every relative link and picture of the
// documents, and holds the guide's chapters alike in both languages.
func TestDocsLinkToWhatIsThere(t *testing.T) {
	documents := []string{"README.md", "CONTRIBUTING.md", "CHANGELOG.md"}
	for _, pattern := range []string{"docs/*.md", "docs/*/*.md"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		documents = append(documents, found...)
	}
	link := regexp.MustCompile(`\]\(([^)\s]+)\)`)
	for _, document := range documents {
		for _, found := range link.FindAllStringSubmatch(readFile(t, document), -1) {
			target, anchor, _ := strings.Cut(found[1], "#")
			if strings.Contains(target, "://") {
				continue
			}
			place := document
			if target != "" {
				place = filepath.Join(filepath.Dir(document), target)
			}
			if _, err := os.Stat(place); err != nil {
				t.Errorf("%s links to %s, which is not there", document, found[1])
			} else if anchor != "" && !slices.Contains(anchors(readFile(t, place)), anchor) {
				t.Errorf("%s links to %s, which has no such heading", document, found[1])
			}
		}
	}
	chapter := regexp.MustCompile(`(?m)^#+ [0-9]+\. `)
	english := chapter.FindAllString(readFile(t, "docs/guide/en.md"), -1)
	if korean := chapter.FindAllString(readFile(t, "docs/guide/ko.md"), -1); len(english) < 5 || !slices.Equal(english, korean) {
		t.Errorf("the guide's chapters differ: %q and %q", english, korean)
	}
}

// TestDocsNumberDecisionsOnce holds that every decision has a number of its own.
func TestDocsNumberDecisionsOnce(t *testing.T) {
	files, err := filepath.Glob("docs/adr/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no decisions: %v", err)
	}
	for i, file := range files {
		if want := fmt.Sprintf("%04d-", i+1); !strings.HasPrefix(filepath.Base(file), want) {
			t.Errorf("decision %s stands where %s is expected", file, want)
		}
	}
}

// anchors returns what the headings of a Markdown text are linked by.
func anchors(markdown string) []string {
	heading := regexp.MustCompile(`(?m)^#+ (.+)$`)
	sign := regexp.MustCompile(`[^\p{L}\p{N} -]`)
	var names []string
	for _, found := range heading.FindAllStringSubmatch(markdown, -1) {
		names = append(names, strings.ReplaceAll(sign.ReplaceAllString(strings.ToLower(found[1]), ""), " ", "-"))
	}
	return names
}
