// Package guide is the user guide: Markdown for those who read this folder,
// and the same text inside the program, where F1 shows a page's chapter.
package guide

import "embed"

//go:embed en.md ko.md
var files embed.FS

// Text returns the guide in a language ("en", "ko"), as Markdown; in English
// where there is none in the language.
func Text(lang string) string {
	content, err := files.ReadFile(lang + ".md")
	if err != nil {
		content, err = files.ReadFile("en.md")
	}
	if err != nil {
		return "" // the build fails without the file
	}
	return string(content)
}
