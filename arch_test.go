package main_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// rooms says which folders hold Go code and what each may import: our own
// rooms, and the libraries the plan of the house is about. The full list of
// each room's third-party libraries is in .golangci.yml.
var rooms = map[string][]string{
	".":                   {"attain/app", "attain/app/cli", "attain/app/importer", "attain/app/sales", "attain/assets", "attain/charts", "attain/data", "attain/data/xlsx", "attain/docs/guide", "attain/views", "attain/views/widgets", "fyne.io/fyne/v2/..."},
	"app":                 {"attain/app/importer", "attain/app/sales", "attain/app/sample"},
	"app/cli":             {"attain/app", "attain/app/importer", "attain/app/sales", "attain/charts", "github.com/spf13/cobra"},
	"app/importer":        {"attain/app/sales"},
	"app/sales":           {},
	"app/sales/salestest": {"attain/app/sales"}, // histories and the naive fold, for tests of several rooms
	"app/sample":          {"attain/app/sales"},
	"assets":              {},
	"charts":              {"attain/app/sales", "github.com/wcharczuk/go-chart/v2/..."},
	"data":                {"attain/app/sales", "database/sql/...", "github.com/mattn/go-sqlite3", "github.com/pressly/goose/v3/..."},
	"data/xlsx":           {"attain/app/sales", "github.com/xuri/excelize/v2"},
	"docs/guide":          {},
	"views":               {"attain/app", "attain/app/sales", "attain/assets", "attain/charts", "attain/views/widgets", "fyne.io/fyne/v2/..."},
	"views/widgets":       {"fyne.io/fyne/v2/..."},
}

// guarded are the imports that need leave by rooms.
var guarded = []string{
	"attain/...", "database/sql/...", "fyne.io/fyne/v2/...", "github.com/mattn/go-sqlite3",
	"github.com/pressly/goose/v3/...", "github.com/spf13/cobra", "github.com/wcharczuk/go-chart/v2/...",
	"github.com/xuri/excelize/v2",
}

// harmlessNet are the packages under net that open no connection.
var harmlessNet = []string{"net/mail", "net/url"}

// windowSystem is Fyne's package that needs OpenGL and a display.
const windowSystem = "fyne.io/fyne/v2/app"

// backgroundFile is the one file that starts goroutines and returns to the
// window's thread.
const backgroundFile = "views/async.go"

// timeless are the rooms that are told what time it is.
var timeless = []string{"app", "app/importer", "app/sales", "app/sample", "charts", "data/xlsx"}

const longestFile = 500

// topLevel are the names that may stand in the repository's root; built are
// those that work leaves behind and .gitignore leaves out.
var (
	topLevel = []string{
		".ci", ".git", ".github", ".gitignore", ".golangci.yml", "CHANGELOG.md", "CONTRIBUTING.md", "FyneApp.toml", "LICENSE",
		"Makefile", "README.md", "app", "arch_test.go", "assets", "charts", "data", "docs", "go.mod", "go.sum",
		"main.go", "views",
	}
	built       = []string{"attain", "build", "coverage.out", "dist"}
	windowTests = regexp.MustCompile(`^main_[a-z]+_test\.go$`)
	vagueNames  = regexp.MustCompile(`(?i)(^|_)(utils?|helpers?|common|managers?|misc)(_|\.go$|$)`)
	getPrefix   = regexp.MustCompile(`^Get[A-Z]`)
)

// TestHouseIsInOrder holds the repository against the rules.
func TestHouseIsInOrder(t *testing.T) {
	faults, files, err := inspect(".")
	if err != nil {
		t.Fatal(err)
	}
	if files < 10 {
		t.Fatalf("only %d Go files seen: the inspection does not reach the code", files)
	}
	for _, fault := range faults {
		t.Error(fault)
	}
}

// inspect returns what is out of order in the repository at root, one
// sentence each, and the number of Go files it read.
func inspect(root string) (faults []string, files int, err error) {
	entries, err := os.ReadDir(root)
	if err != nil {
		return nil, 0, fmt.Errorf("list %s: %w", root, err)
	}
	for _, entry := range entries {
		name := entry.Name()
		if !slices.Contains(topLevel, name) && !slices.Contains(built, name) &&
			!windowTests.MatchString(name) && !strings.Contains(name, ".db") {
			faults = append(faults, name+": does not belong at the top level")
		}
	}
	err = filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, file)
		if err != nil {
			return fmt.Errorf("place of %s: %w", file, err)
		}
		name = filepath.ToSlash(name)
		if entry.IsDir() {
			if name == ".git" || slices.Contains(built, name) || entry.Name() == "testdata" {
				return filepath.SkipDir
			}
			return nil
		}
		if path.Ext(name) != ".go" {
			return nil
		}
		files++
		found, err := inspectFile(file, name)
		faults = append(faults, found...)
		return err
	})
	return faults, files, err
}

// inspectFile returns the faults of one Go file, which stands at name
// (slashes, relative to the root).
func inspectFile(file, name string) ([]string, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	positions := token.NewFileSet()
	tree, err := parser.ParseFile(positions, name, content, parser.SkipObjectResolution)
	if err != nil {
		return nil, fmt.Errorf("parse %s: %w", name, err)
	}
	var faults []string
	if lines := strings.Count(string(content), "\n"); lines > longestFile {
		faults = append(faults, fmt.Sprintf("%s: %d lines, at most %d", name, lines, longestFile))
	}
	if vagueNames.MatchString(path.Base(name)) || vagueNames.MatchString(tree.Name.Name) {
		faults = append(faults, name+": a name that says nothing about what is inside")
	}
	faults = append(faults, importFaults(name, tree)...)
	for _, fault := range codeFaults(name, tree) {
		faults = append(faults, fmt.Sprintf("%s: %s", positions.Position(fault.at), fault.text))
	}
	return faults, nil
}

func importFaults(name string, tree *ast.File) []string {
	room := path.Dir(name)
	allowed, known := rooms[room]
	if !known {
		return []string{name + ": this folder is no room of the house"}
	}
	var faults []string
	for _, spec := range tree.Imports {
		imported := strings.Trim(spec.Path.Value, `"`)
		if matches([]string{windowSystem}, imported) && name != "main.go" {
			faults = append(faults, fmt.Sprintf("%s: imports %s, only main.go may", name, imported))
			continue
		}
		if matches([]string{"net/..."}, imported) && !slices.Contains(harmlessNet, imported) && !isTest(name) {
			faults = append(faults, fmt.Sprintf("%s: imports %s, but nothing leaves the machine", name, imported))
			continue
		}
		if isTest(name) || !matches(guarded, imported) || matches(allowed, imported) {
			continue
		}
		faults = append(faults, fmt.Sprintf("%s: %s may not import %s", name, room, imported))
	}
	return faults
}

// matches reports whether one of the patterns is the import path, or with
// /... at its end is the path or above it.
func matches(patterns []string, imported string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		above, tree := strings.CutSuffix(pattern, "/...")
		return imported == above || tree && strings.HasPrefix(imported, above+"/")
	})
}

func isTest(name string) bool { return strings.HasSuffix(name, "_test.go") }

type fault struct {
	at   token.Pos
	text string
}

func codeFaults(name string, tree *ast.File) []fault {
	var faults []fault
	ast.Inspect(tree, func(node ast.Node) bool {
		if text := nodeFault(name, node); text != "" {
			faults = append(faults, fault{node.Pos(), text})
		}
		return true
	})
	return faults
}

// nodeFault says what is wrong with a piece of code in the file, or "".
func nodeFault(name string, node ast.Node) string {
	switch node := node.(type) {
	case *ast.GoStmt:
		if !isTest(name) && name != backgroundFile {
			return "starts a goroutine, only " + backgroundFile + " may"
		}
	case *ast.FuncDecl:
		if node.Recv == nil && node.Name.Name == "init" {
			return "has an init function, main wires"
		}
		// The methods of charts answer go-chart's interfaces, which have it.
		if getPrefix.MatchString(node.Name.Name) && (node.Recv == nil || path.Dir(name) != "charts") {
			return node.Name.Name + " has a Get prefix"
		}
	case *ast.KeyValueExpr:
		if isTest(name) && given(node, "Now", "time.Now") {
			return "is given today for a clock; a test has a day of its own"
		}
	case *ast.SelectorExpr:
		if owner, ok := node.X.(*ast.Ident); ok {
			return callFault(name, owner.Name+"."+node.Sel.Name)
		}
	}
	return ""
}

// given reports whether a field of a literal is set to a package's name.
func given(node *ast.KeyValueExpr, field, value string) bool {
	key, named := node.Key.(*ast.Ident)
	selected, is := node.Value.(*ast.SelectorExpr)
	if !named || !is || key.Name != field {
		return false
	}
	owner, is := selected.X.(*ast.Ident)
	return is && owner.Name+"."+selected.Sel.Name == value
}

func callFault(name, called string) string {
	room := path.Dir(name)
	switch called {
	case "fyne.Do", "fyne.DoAndWait":
		if name != backgroundFile {
			return called + ", only " + backgroundFile + " may"
		}
	case "fyne.CurrentApp":
		if room != "views" {
			return "fyne.CurrentApp outside views"
		}
	case "time.Now":
		if slices.Contains(timeless, room) && !isTest(name) {
			return "looks at the clock; the time is given to " + room
		}
	case "time.Sleep":
		if isTest(name) {
			return "sleeps in a test"
		}
	case "t.Parallel":
		if room == "views" {
			return "parallel test, but the test application is shared"
		}
	}
	return ""
}

// TestInspectionFindsEachFault proves the inspection on fabricated trees:
// one fault, one finding.
func TestInspectionFindsEachFault(t *testing.T) {
	code := func(pkg, imported, body string) string {
		if imported != "" {
			imported = fmt.Sprintf("import %q\n", imported)
		}
		return fmt.Sprintf("package %s\n%s\n%s\n", pkg, imported, body)
	}
	cases := []struct{ file, content, want string }{
		{"main.go", code("main", "fyne.io/fyne/v2/app", ""), ""},
		{"data/store.go", code("data", "database/sql", ""), ""},
		{"views/async.go", code("views", "fyne.io/fyne/v2", "func f() { go fyne.Do(f) }"), ""},
		{"views/board_test.go", code("views", "attain/data", ""), ""},
		{"data/testdata/x.go", "not Go", ""},
		{"notes.txt", "", "does not belong at the top level"},
		{"pkg/x.go", code("pkg", "", ""), "no room of the house"},
		{"app/rpc/x.go", code("rpc", "", ""), "no room of the house"},
		{"app/sales/x.go", code("sales", "attain/data", ""), "may not import attain/data"},
		{"app/x.go", code("app", "attain/data/xlsx", ""), "may not import attain/data/xlsx"},
		{"data/x.go", code("data", "attain/app", ""), "may not import attain/app"},
		{"views/x.go", code("views", "database/sql", ""), "may not import database/sql"},
		{"views/y.go", code("views", "database/sql/driver", ""), "may not import database/sql/driver"},
		{"views/widgets/x.go", code("widgets", "attain/app/sales", ""), "may not import attain/app/sales"},
		{"charts/x.go", code("charts", "fyne.io/fyne/v2/canvas", ""), "may not import fyne.io/fyne/v2/canvas"},
		{"views/app.go", code("views", "fyne.io/fyne/v2/app", ""), "only main.go may"},
		{"views/app_test.go", code("views", "fyne.io/fyne/v2/app", ""), "only main.go may"},
		{"charts/long.go", code("charts", "", strings.Repeat("\n", longestFile)), "at most 500"},
		{"app/string_utils.go", code("app", "", ""), "says nothing"},
		{"data/x.go", code("data", "", "func f() { go f() }"), "starts a goroutine"},
		{"views/x.go", code("views", "fyne.io/fyne/v2", "func f() { fyne.Do(f) }"), "fyne.Do, only"},
		{"views/widgets/x.go", code("widgets", "fyne.io/fyne/v2", "func f() { fyne.CurrentApp() }"), "outside views"},
		{"app/x.go", code("app", "time", "func f() { time.Now() }"), "looks at the clock"},
		{"app/x_test.go", code("app", "time", "func f() { time.Sleep(1) }"), "sleeps"},
		{"app/x_test.go", code("app", "time", "var x = options{Now: time.Now}"), "a day of its own"},
		{"views/x_test.go", code("views", "testing", "func f(t *testing.T) { t.Parallel() }"), "parallel"},
		{"app/x.go", code("app", "net/http", ""), "nothing leaves the machine"},
		{"views/x.go", code("views", "net", ""), "nothing leaves the machine"},
		{"views/x.go", code("views", "net/url", ""), ""},
		{"app/x.go", code("app", "", "func init() {}"), "init function"},
		{"app/x.go", code("app", "", "func GetDeal() {}"), "Get prefix"},
	}
	for _, c := range cases {
		t.Run(c.file+" "+c.want, func(t *testing.T) {
			root := t.TempDir()
			file := filepath.Join(root, filepath.FromSlash(c.file))
			if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(c.content), 0o600); err != nil {
				t.Fatal(err)
			}
			faults, _, err := inspect(root)
			if err != nil {
				t.Fatal(err)
			}
			faults = slices.DeleteFunc(faults, func(s string) bool { return strings.HasPrefix(s, "pkg: ") })
			switch {
			case c.want == "" && len(faults) != 0:
				t.Errorf("found fault with a good tree: %q", faults)
			case c.want != "" && (len(faults) != 1 || !strings.Contains(faults[0], c.want)):
				t.Errorf("faults %q, want the one that says %q", faults, c.want)
			}
		})
	}
}
