package assets

import (
	"fmt"
	"text/template"

	i18ntemplate "github.com/nicksnyder/go-i18n/v2/i18n/template"
)

// numbered reads texts that name a number and what there is of it: in
// "{{.Count}} {{n .Count `row is` `rows are`}} left out" the words follow the
// number. Unlike the library's own reader with functions, what it has read may
// be kept: the functions never change.
type numbered struct{ i18ntemplate.TextParser }

func newNumbered() *numbered {
	return &numbered{i18ntemplate.TextParser{Funcs: template.FuncMap{"n": byNumber}}}
}

// Cacheable tells the library to parse each text once.
func (*numbered) Cacheable() bool { return true }

// byNumber chooses between the words for one and for any other number, given
// as a number or as it is written.
func byNumber(number any, one, many string) string {
	if fmt.Sprint(number) == "1" {
		return one
	}
	return many
}
