package views

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"strings"
	"syscall"
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
		return sentence(invalid.Localized(text))
	case errors.As(err, &missing):
		return missingText(text, missing)
	case errors.As(err, &conflict):
		return sentence(conflict.Localized(text))
	case errors.As(err, &used):
		return sentence(used.Localized(text))
	case errors.As(err, &table):
		return sentence(table.Localized(text))
	case errors.As(err, &file):
		return fileErrorText(text, file)
	default:
		return diskText(text, err)
	}
}

// kindBatch is the kind of change that undo and redo look for.
const kindBatch sales.Kind = "batches"

// missingText says what is not there: by its kind where only its id is known.
func missingText(text sales.Text, missing *sales.NotFound) string {
	switch {
	case missing.Kind == kindBatch && missing.Name == "redo":
		return text("views.error.noRedo")
	case missing.Kind == kindBatch:
		return text("views.error.noUndo")
	case isID(missing.Name):
		return text("views.error.gone")
	default:
		return text("views.error.notFound", "Name", missing.Name)
	}
}

// isID reports whether a name has the form of a record's id, which says nothing
// to anybody.
func isID(name string) bool { return len(name) == 36 && strings.Count(name, "-") == 4 }

// diskText says why a file could not be read or written, else that something
// failed which nobody expected.
func diskText(text sales.Text, err error) string {
	path := pathOf(err)
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return text("views.error.full")
	case path != "" && (errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)):
		return text("views.error.permission", "Path", path)
	case path != "" && (errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)):
		return text("views.error.noFile", "Path", path)
	default:
		return text("views.error.other")
	}
}

// pathOf is the file that an error names; "": it names none.
func pathOf(err error) string {
	var file *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &file):
		return file.Path
	case errors.As(err, &link):
		return link.New
	default:
		return ""
	}
}

// unforeseen reports whether the words for an error leave out what it says:
// whoever helps the user will want that.
func unforeseen(text sales.Text, err error) bool {
	return err != nil && ErrorText(text, err) == text("views.error.other")
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
