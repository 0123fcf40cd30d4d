// Package assets holds what the program carries inside its binary: fonts,
// icons, translations and the names the sample team is made of. Nothing here
// computes; the other rooms receive these bytes and texts from main.
package assets

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

//go:embed fonts/NanumSquareR.ttf
var regularFile []byte

//go:embed fonts/NanumSquareB.ttf
var boldFile []byte

// FontRegular is NanumSquare Regular (TrueType, OFL 1.1): Latin and all
// Hangul syllables, drawn in the window and in chart pictures. The letters of
// other European languages are put together of its own when it is read.
var FontRegular = completed(regularFile)

// FontBold is NanumSquare Bold, see FontRegular.
var FontBold = completed(boldFile)

// Icon is the program's icon, PNG.
//
//go:embed icon.png
var Icon []byte

//go:embed lang/*.json
var langFiles embed.FS

// Languages lists the languages the program speaks, as ISO 639-1 codes.
var Languages = []string{"en", "ko"}

// Catalogue holds every text of the program in every language. It is safe
// for use by several goroutines.
type Catalogue struct {
	bundle *i18n.Bundle
	parser *numbered
}

// NewCatalogue reads the embedded translation files. It fails if a file is
// not a flat JSON object of texts.
func NewCatalogue() (*Catalogue, error) {
	bundle := i18n.NewBundle(language.English)
	bundle.RegisterUnmarshalFunc("json", json.Unmarshal)
	names, err := fs.Glob(langFiles, "lang/*.json")
	if err != nil {
		return nil, fmt.Errorf("list translations: %w", err)
	}
	for _, name := range names {
		content, err := langFiles.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read translation %s: %w", name, err)
		}
		if _, err := bundle.ParseMessageFileBytes(content, path.Base(name)); err != nil {
			return nil, fmt.Errorf("parse translation %s: %w", name, err)
		}
	}
	return &Catalogue{bundle: bundle, parser: newNumbered()}, nil
}

// Text returns the lookup function for one language ("en" or "ko"); unknown
// languages fall back to English. args are alternating placeholder names and
// values; English words follow the number they stand with, and Korean particles
// agree with the values before them. An unknown key
// comes back as itself.
func (c *Catalogue) Text(lang string) func(key string, args ...any) string {
	localizer := i18n.NewLocalizer(c.bundle, lang, "en")
	return func(key string, args ...any) string {
		data := make(map[string]any, len(args)/2)
		for i := 0; i+1 < len(args); i += 2 {
			data[fmt.Sprint(args[i])] = args[i+1]
		}
		text, err := localizer.Localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: data, TemplateParser: c.parser})
		if err != nil && text == "" {
			return key
		}
		if lang == "ko" && len(data) > 0 {
			return agree(text)
		}
		return text
	}
}

// Keys lists the keys one language defines, per room ("charts", "views" ...),
// for the test that holds the languages against each other.
func Keys(lang string) (map[string][]string, error) {
	names, err := fs.Glob(langFiles, "lang/*."+lang+".json")
	if err != nil {
		return nil, fmt.Errorf("list translations: %w", err)
	}
	keys := make(map[string][]string, len(names))
	for _, name := range names {
		content, err := langFiles.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read translation %s: %w", name, err)
		}
		var texts map[string]string
		if err := json.Unmarshal(content, &texts); err != nil {
			return nil, fmt.Errorf("parse translation %s: %w", name, err)
		}
		room, _, _ := strings.Cut(path.Base(name), ".")
		for key := range texts {
			keys[room] = append(keys[room], key)
		}
	}
	return keys, nil
}
