package views

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"attain/app"
	"attain/app/sales"
)

// TestErrorsSpeakKorean: no error shows a Korean user an English sentence,
// whatever its cause is called inside.
func TestErrorsSpeakKorean(t *testing.T) {
	s := open(t, newService(t, founded("ko")), "light", PageSettings)
	_, undo := s.service.Redo(ctx) // nothing was undone
	_, day := sales.ParseDay("31/10")
	_, deal := s.service.Deal(ctx, app.NewID())
	full := &fs.PathError{Op: "write", Path: "/media/a.xlsx", Err: syscall.ENOSPC}
	english := regexp.MustCompile(`[a-z]+ [a-z]+`)
	for _, err := range []error{
		undo, day, deal, full, errors.New("the moon is full"),
		&fs.PathError{Op: "open", Path: "/media/a.xlsx", Err: fs.ErrPermission}, &fs.PathError{Op: "open", Path: "/media/a.xlsx", Err: fs.ErrNotExist},
		&sales.Conflict{Kind: sales.KindDeal, Reason: "app.error.changedSince"}, &sales.Invalid{Field: "deals", Reason: "app.error.placeTaken"},
	} {
		words := ErrorText(s.shell.deps.Text, fmt.Errorf("what was tried: %w", err))
		if err == nil || words == "" || english.MatchString(words) || strings.Contains(words, ".error.") {
			t.Errorf("%v says %q", err, words)
		}
	}
}

func TestWhatNobodyForesawCanBeCopied(t *testing.T) {
	s := open(t, newService(t, founded("en")), "light", PageSettings)
	s.shell.Fail(errors.New("the moon is full"))
	s.press("Copy details")
	if got := s.shell.app.Clipboard().Content(); got != "the moon is full" {
		t.Errorf("copied %q", got)
	}
}

// TestReasonsAreKeys reads the code: every reason an error gives is a key of
// the catalogues, so that it can be said in each language.
func TestReasonsAreKeys(t *testing.T) {
	texts := map[string]bool{}
	for _, file := range catalogueFiles(t, "en") {
		for key := range file {
			texts[key] = true
		}
	}
	found := 0
	for _, folder := range []string{".", "../app", "../app/sales", "../app/sample", "../app/importer", "../data", "../data/xlsx"} {
		for _, name := range ok(filepath.Glob(folder + "/*.go")) {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			tree := ok(parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution))
			ast.Inspect(tree, func(node ast.Node) bool {
				for _, reason := range reasonsOf(node) {
					found++
					if literal, isLiteral := reason.(*ast.BasicLit); isLiteral && !texts[ok(strconv.Unquote(literal.Value))] {
						t.Errorf("%s: %s is no key", name, literal.Value)
					} else if _, isCall := reason.(*ast.CallExpr); isCall {
						t.Errorf("%s: a reason is put together in the code", name)
					}
				}
				return true
			})
		}
	}
	if found < 20 {
		t.Errorf("only %d reasons found", found)
	}
}

// reasonsOf are the reasons in a composite literal of an error.
func reasonsOf(node ast.Node) []ast.Expr {
	literal, isLiteral := node.(*ast.CompositeLit)
	if !isLiteral {
		return nil
	}
	name := ""
	switch kind := literal.Type.(type) {
	case *ast.Ident:
		name = kind.Name
	case *ast.SelectorExpr:
		name = kind.Sel.Name
	}
	var reasons []ast.Expr
	for _, element := range literal.Elts {
		if pair, isPair := element.(*ast.KeyValueExpr); isPair && slices.Contains([]string{"Invalid", "Conflict"}, name) {
			if key, isName := pair.Key.(*ast.Ident); isName && key.Name == "Reason" {
				reasons = append(reasons, pair.Value)
			}
		}
	}
	return reasons
}

// TestAPageThatCannotBeReadSaysSo and can be read again by its button.
func TestAPageThatCannotBeReadSaysSo(t *testing.T) {
	s := open(t, newService(t, demo("en")), "light", PageSettings)
	broken := errors.New("the disk is gone")
	for name, fail := range map[string]func(Page){
		PageToday:      func(p Page) { p.(*Today).apply(nil, broken) },
		PageDashboard:  func(p Page) { p.(*Dashboard).apply(nil, broken) },
		PagePipeline:   func(p Page) { p.(*Pipeline).apply(loadedPipeline{}, broken) },
		PageActivities: func(p Page) { p.(*Activities).apply(nil, broken) },
		PageLeads:      func(p Page) { p.(*Leads).apply(nil, broken) },
		PageQuotas:     func(p Page) { p.(*Quotas).apply(nil, broken) },
	} {
		page := newPage(name, s.shell.deps)
		fail(page)
		if shown := lines(page.Object()); !slices.Contains(shown, "The figures could not be read") || !slices.Contains(shown, "Try again") {
			t.Errorf("%s shows %q", name, shown)
		}
		if says := s.shell.banner.Says(); !strings.Contains(says, "did not work") {
			t.Errorf("%s: the banner says %q", name, says)
		}
		s.shell.banner.Dismiss()
	}
}
