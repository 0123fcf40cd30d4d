package views

import (
	"context"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"attain/app"
	"attain/app/sales"
)

// ErrorText says an error in a plain sentence with what to do. The details
// go to the log, not to the screen. An ended context is no error to show.
func ErrorText(text sales.Text, err error) string {
	var invalid *sales.Invalid
	var missing *sales.NotFound
	var conflict *sales.Conflict
	var used *sales.InUse
	var file *sales.FileError
	var table *app.ImportFileError
	switch {
	case err == nil || errors.Is(err, context.Canceled):
		return ""
	case errors.As(err, &invalid):
		return sentence(reasonText(text, invalid.Reason))
	case errors.As(err, &missing):
		return text("views.error.notFound", "Name", missing.Name)
	case errors.As(err, &conflict):
		return sentence(reasonText(text, conflict.Reason))
	case errors.As(err, &used):
		return sentence(used.Localized(text))
	case errors.As(err, &table):
		return sentence(table.Localized(text))
	case errors.As(err, &file):
		return fileErrorText(text, file)
	default:
		return text("views.error.other", "Detail", err.Error())
	}
}

// fileErrorText says what is wrong with the database file and what to do.
func fileErrorText(text sales.Text, file *sales.FileError) string {
	switch file.Fault {
	case sales.FileCorrupt:
		return text("views.error.file.corrupt")
	case sales.FileForeign:
		return text("views.error.file.foreign")
	case sales.FileNewer:
		return text("views.error.file.newer")
	case sales.FileReadOnly:
		return text("views.error.file.readOnly")
	case sales.FileFull:
		return text("views.error.file.full")
	case sales.FileMoved:
		return text("views.error.file.moved")
	case sales.FileLocked:
		return text("views.error.file.locked")
	default:
		return text("views.error.file.broken")
	}
}

// reasonText is the words of a reason, which is a catalogue key or a sentence.
func reasonText(text sales.Text, reason string) string {
	if strings.HasPrefix(reason, "app.") {
		return text(reason)
	}
	return reason
}

// sentence begins with a capital and ends with a full stop.
func sentence(words string) string {
	if words == "" {
		return ""
	}
	first, width := utf8.DecodeRuneInString(words)
	words = string(unicode.ToUpper(first)) + words[width:]
	if !strings.HasSuffix(words, ".") {
		words += "."
	}
	return words
}
