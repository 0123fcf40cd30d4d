package xlsx

import (
	"fmt"

	"attain/app/sales"
)

// Unreadable says why a workbook is not read as a table, and where.
type Unreadable struct {
	// Reason is a catalogue key; Detail fills its placeholder.
	Reason, Detail string
	// Part is the part of the archive it is about; empty for all of it.
	Part string
	// Err is the cause, if any.
	Err error

	sentence string
}

// unreadable returns the error of a reason, with its English sentence.
func unreadable(reason, sentence, detail string) *Unreadable {
	return &Unreadable{Reason: "importer.workbook." + reason, Detail: detail, sentence: sentence}
}

// Error is one plain English sentence.
func (e *Unreadable) Error() string {
	text := e.sentence
	if e.Detail != "" {
		text = fmt.Sprintf("%s (%s)", text, e.Detail)
	}
	if e.Part != "" {
		text = fmt.Sprintf("part %q: %s", e.Part, text)
	}
	if e.Err != nil {
		text = fmt.Sprintf("%s: %v", text, e.Err)
	}
	return text
}

// Unwrap returns the cause.
func (e *Unreadable) Unwrap() error { return e.Err }

// Localized returns the sentence in the user's language, with the part.
func (e *Unreadable) Localized(text sales.Text) string {
	sentence := text(e.Reason, "Detail", e.Detail)
	if e.Part != "" {
		sentence = text("importer.workbook.part", "Part", e.Part, "Sentence", sentence)
	}
	return sentence
}
