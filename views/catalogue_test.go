package views

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"attain/assets"
)

// catalogueFiles reads every translation of a language: file by file, the
// texts by their keys.
func catalogueFiles(t *testing.T, lang string) map[string]map[string]string {
	t.Helper()
	names := ok(filepath.Glob("../assets/lang/*." + lang + ".json"))
	files := map[string]map[string]string{}
	for _, name := range names {
		texts := map[string]string{}
		if err := json.Unmarshal(ok(os.ReadFile(name)), &texts); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		room, _, _ := strings.Cut(filepath.Base(name), ".")
		files[room] = texts
	}
	return files
}

var placeholder = regexp.MustCompile(`\{\{\.\w+\}\}`)

func TestEveryTextIsThereInEveryLanguage(t *testing.T) {
	english := catalogueFiles(t, "en")
	if len(english) < 8 {
		t.Fatalf("only %d catalogues found", len(english))
	}
	for _, lang := range assets.Languages {
		other := catalogueFiles(t, lang)
		for room := range other {
			if english[room] == nil {
				t.Errorf("%s.%s.json has no English one", room, lang)
			}
		}
		for room, texts := range english {
			for key, text := range texts {
				translated, there := other[room][key]
				switch {
				case !there:
					t.Errorf("%s.%s.json: no text for %s", room, lang, key)
				case strings.TrimSpace(translated) == "":
					t.Errorf("%s.%s.json: %s is empty", room, lang, key)
				case strings.HasPrefix(key, "views.") && !within(placeholders(translated), placeholders(text)):
					t.Errorf("%s.%s.json: %s has the placeholders %v, its English only %v", room, lang, key, placeholders(translated), placeholders(text))
				}
			}
			for key := range other[room] {
				if _, there := texts[key]; !there {
					t.Errorf("%s.en.json: no text for %s", room, key)
				}
			}
		}
	}
}

func placeholders(text string) []string {
	found := placeholder.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

// within reports whether every text of a list is in another: a language may
// leave out what another needs.
func within(some, all []string) bool {
	return !slices.ContainsFunc(some, func(text string) bool { return !slices.Contains(all, text) })
}

// keysInCode are the string literals of our code that begin with a room's
// name and a dot: keys, and beginnings of keys, which end with a dot.
func keysInCode(t *testing.T, begin string, folders ...string) []string {
	t.Helper()
	var keys []string
	for _, folder := range folders {
		for _, name := range ok(filepath.Glob(folder + "/*.go")) {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			tree, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(tree, func(node ast.Node) bool {
				if literal, isLiteral := node.(*ast.BasicLit); isLiteral && literal.Kind == token.STRING {
					if text, err := strconv.Unquote(literal.Value); err == nil && strings.HasPrefix(text, begin) {
						keys = append(keys, text)
					}
				}
				return true
			})
		}
	}
	return keys
}

func TestKeysOfTheWindowAreUsedAndThere(t *testing.T) {
	texts := map[string]bool{}
	for _, file := range catalogueFiles(t, "en") {
		for key := range file {
			if strings.HasPrefix(key, "views.") {
				texts[key] = true
			}
		}
	}
	used := map[string]bool{}
	for _, key := range keysInCode(t, "views.", ".", "../app", "../app/sales", "../data") {
		if !strings.HasSuffix(key, ".") {
			used[key] = true
			if !texts[key] {
				t.Errorf("no text for %s", key)
			}
			continue
		}
		some := false
		for known := range texts {
			if strings.HasPrefix(known, key) {
				used[known], some = true, true
			}
		}
		if !some {
			t.Errorf("no text begins with %s", key)
		}
	}
	for key := range texts {
		if !used[key] {
			t.Errorf("%s is used nowhere", key)
		}
	}
}

// TestNoLiteralIsShown looks for sentences in the code of the window: words
// for people belong in the catalogues.
func TestNoLiteralIsShown(t *testing.T) {
	words := regexp.MustCompile(`^[A-Z][a-z]+( [a-z]+)+|[가-힣]`)
	allowed := []string{"English", "한국어", "영어"} // languages by their own name, and found by the other
	for _, folder := range []string{".", "widgets"} {
		for _, text := range keysInCode(t, "", folder) {
			if words.MatchString(text) && !slices.Contains(allowed, text) && !isFormat(text) {
				t.Errorf("%s: %q stands in the code", folder, text)
			}
		}
	}
}

// isFormat reports whether a literal is a form of dates or numbers, or one of
// Fyne's own keys.
func isFormat(text string) bool {
	return strings.Contains(text, "2006") || strings.Contains(text, "1월") ||
		slices.Contains([]string{"천", "만", "억", "조", "원", "Ag가"}, text) || slices.Contains([]string{"Create Folder", "Enter filename", "New Folder", "Select all", "Show Hidden Files", "Fyne does not take its words"}, text)
}
