package main_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The ends of the names of models and of their tests.
const modelEnd, modelTestEnd = "_model.go", "_model_test.go"

// otherModels are the parts of the window beside its pages that decide
// something: panels, dialogs and lists.
var otherModels = []string{
	"about", "accountpanel", "contacts", "dealpanel", "dialogs_close", "dialogs_deal", "dialogs_log", "dialogs_step", "errors", "firstrun", "help",
	"importwizard", "leadpanel", "palette", "records", "trash", "twins",
}

// windowOpeners are the functions of the tests of views that open a window or a
// database.
var windowOpeners = []string{"open", "newService", "newServiceOn", "newServiceAt"}

// TestHousePagesHaveModels: what a page says is decided in a model beside it,
// which knows nothing of Fyne, and whose test needs neither a window nor a database.
func TestHousePagesHaveModels(t *testing.T) {
	entries, err := os.ReadDir("views")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, entry := range entries {
		if name := entry.Name(); strings.HasSuffix(name, modelEnd) || strings.HasSuffix(name, modelTestEnd) || name == "page.go" {
			content, err := os.ReadFile(filepath.Join("views", name))
			if err != nil {
				t.Fatal(err)
			}
			files[name] = string(content)
		}
	}
	faults, pages, err := modelFaults(files)
	if err != nil {
		t.Fatal(err)
	}
	if len(pages) != 9 {
		t.Errorf("the pages are %q", pages)
	}
	for _, fault := range faults {
		t.Error(fault)
	}
}

// modelFaults returns what is out of order with the models among files of views,
// and the pages that page.go names.
func modelFaults(files map[string]string) (faults, pages []string, err error) {
	trees := map[string]*ast.File{}
	for name, content := range files {
		if trees[name], err = parser.ParseFile(token.NewFileSet(), name, content, parser.SkipObjectResolution); err != nil {
			return nil, nil, fmt.Errorf("parse %s: %w", name, err)
		}
	}
	pages = pagesOf(trees["page.go"])
	for _, name := range slices.Concat(pages, otherModels) {
		if trees[name+modelEnd] == nil {
			faults = append(faults, fmt.Sprintf("%s%s: %s has no model", name, modelEnd, name))
		}
	}
	for name, tree := range trees {
		base, isModel := strings.CutSuffix(name, modelEnd)
		if isModel && trees[base+modelTestEnd] == nil {
			faults = append(faults, name+": has no test by no window, "+base+modelTestEnd)
		}
		if name != "page.go" {
			faults = append(faults, windowFaults(name, tree)...)
		}
	}
	slices.Sort(faults)
	return faults, pages, nil
}

// pagesOf are the names of the pages: the texts of the constants called Page….
func pagesOf(tree *ast.File) (pages []string) {
	ast.Inspect(tree, func(node ast.Node) bool {
		spec, is := node.(*ast.ValueSpec)
		if !is || !strings.HasPrefix(spec.Names[0].Name, "Page") || len(spec.Values) != 1 {
			return true
		}
		if value, is := spec.Values[0].(*ast.BasicLit); is {
			if page, err := strconv.Unquote(value.Value); err == nil {
				pages = append(pages, page)
			}
		}
		return true
	})
	return pages
}

// windowFaults says where a model or its test reaches for Fyne, a window or a
// database.
func windowFaults(name string, tree *ast.File) (faults []string) {
	for _, spec := range tree.Imports {
		if imported := strings.Trim(spec.Path.Value, `"`); matches([]string{"fyne.io/...", "attain/data/..."}, imported) {
			faults = append(faults, name+": imports "+imported)
		}
	}
	ast.Inspect(tree, func(node ast.Node) bool {
		call, is := node.(*ast.CallExpr)
		if !is {
			return true
		}
		if called, is := call.Fun.(*ast.Ident); is && slices.Contains(windowOpeners, called.Name) && strings.HasSuffix(name, modelTestEnd) {
			faults = append(faults, name+": calls "+called.Name)
		}
		return true
	})
	return faults
}

// TestHouseFindsModelsThatNeedAWindow proves the inspection: one fault, one finding.
func TestHouseFindsModelsThatNeedAWindow(t *testing.T) {
	good := func() map[string]string {
		files := map[string]string{"page.go": "package views\nconst (\n\tPageToday = \"today\"\n)\n"}
		for _, name := range append([]string{"today"}, otherModels...) {
			files[name+modelEnd], files[name+modelTestEnd] = "package views\n", "package views\n"
		}
		return files
	}
	for want, change := range map[string]func(map[string]string){
		"":                                   func(map[string]string) {},
		"today has no model":                 func(f map[string]string) { delete(f, "today_model.go") },
		"trash has no model":                 func(f map[string]string) { delete(f, "trash_model.go") },
		"today_model_test.go":                func(f map[string]string) { delete(f, "today_model_test.go") },
		"today_model.go: imports fyne.io":    func(f map[string]string) { f["today_model.go"] += "import \"fyne.io/fyne/v2/theme\"\n" },
		"help_model_test.go: imports fyne":   func(f map[string]string) { f["help_model_test.go"] += "import \"fyne.io/fyne/v2\"\n" },
		"help_model_test.go: imports attain": func(f map[string]string) { f["help_model_test.go"] += "import \"attain/data\"\n" },
		"help_model_test.go: calls open":     func(f map[string]string) { f["help_model_test.go"] += "func f() { open(1) }\n" },
	} {
		files := good()
		change(files)
		faults, _, err := modelFaults(files)
		switch {
		case err != nil:
			t.Fatal(err)
		case want == "" && len(faults) != 0:
			t.Errorf("found fault with good models: %q", faults)
		case want != "" && (len(faults) != 1 || !strings.Contains(faults[0], want)):
			t.Errorf("faults %q, want the one that says %q", faults, want)
		}
	}
}
