package cli

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"attain/app"
	"attain/app/importer"
	"attain/app/sales"
)

// printImport shows how the file was understood and what became of its rows.
func (r *run) printImport(form app.ImportForm, result app.ImportResult) error {
	if r.json {
		return r.printImportJSON(result)
	}
	if d := result.Report.Detection; d != nil {
		r.describe(d)
	}
	r.printf("%s\n", r.text("cli.import.counts", "Read", result.Read, "Created", result.Created, "Updated", result.Updated, "Unchanged", result.Unchanged, "Rejected", result.Rejected))
	for _, note := range []struct {
		key   string
		count int
	}{{"cli.import.ignored", result.Report.Ignored}, {mergedText(form.Kind), result.Merged}, {"cli.import.copies", result.Copies}, {"cli.import.unclosed", result.Unclosed}, {"cli.import.rounded", result.Rounded}, {"cli.import.undated", result.Undated}, {"cli.import.unresolved", result.Unresolved}} {
		if note.count > 0 {
			r.printf("%s\n", r.text(note.key, "Count", note.count))
		}
	}
	r.printDeleted(result)
	if n := result.Report.Others; n > 0 {
		r.printf("%s\n", r.text("cli.import.others", "Count", n, "Fields", strings.Join(result.Report.OtherFields, ", ")))
	}
	if result.Created > 0 && app.LacksOutcome(result.Report.Detection, form.Options) {
		r.printf("%s\n", r.text("cli.import.endless"))
	}
	r.printMade(result)
	r.printProblems(form, result)
	if form.DryRun {
		r.printf("%s\n", r.text("cli.import.dryRun"))
	}
	return nil
}

// printDeleted says which rows the source marks as deleted, and what became of
// what they had made before.
func (r *run) printDeleted(result app.ImportResult) {
	if result.Report.AllDeleted {
		r.printf("%s\n", r.text("cli.import.allDeleted"))
	}
	if result.Report.Deleted == 0 {
		return
	}
	lines := make([]string, len(result.Report.DeletedLines))
	for i, line := range result.Report.DeletedLines {
		lines[i] = strconv.Itoa(line)
	}
	if len(lines) < result.Report.Deleted {
		lines = append(lines, "…")
	}
	r.printf("%s\n", r.text("cli.import.deleted", "Count", result.Report.Deleted, "Lines", strings.Join(lines, ", ")))
	if result.Trashed > 0 {
		r.printf("%s\n", r.text("cli.import.trashed", "Count", result.Trashed))
	}
}

// printMade says what was made for the rows.
func (r *run) printMade(result app.ImportResult) {
	kinds := []sales.Kind{sales.KindRep, sales.KindProduct, sales.KindAccount, sales.KindStage}
	for _, kind := range kinds {
		if names := result.Made[kind]; len(names) > 0 {
			r.printf("%s\n", r.text("cli.import.made", "Kind", string(kind), "Count", len(names)))
		}
	}
	r.printProcess(result.Process)
	for _, kind := range kinds {
		if names := result.Nameless[kind]; len(names) > 0 {
			r.printf("%s\n", r.text("cli.import.nameless", "Count", len(names), "Names", listed(names), "Kind", string(kind), "Table", string(app.TableOf(kind))))
		}
	}
	if names := result.NewTypes; len(names) > 0 {
		r.printf("%s\n", r.text("cli.import.newTypes", "Names", listed(names)))
	}
}

// printProcess says what became of the open stages.
func (r *run) printProcess(change *app.ProcessChange) {
	if change == nil {
		return
	}
	if len(change.Gone) > 0 {
		r.printf("%s\n", r.text("cli.import.process.gone", "Names", strings.Join(change.Gone, ", ")))
	}
	r.printf("%s\n", r.text("cli.import.process.order", "Names", strings.Join(change.Order, ", ")))
	if len(change.Likely) > 0 {
		r.printf("%s\n", r.text("cli.import.process.likely", "Names", strings.Join(change.Likely, ",")))
	}
}

// printProblems names what was edited here and the first rejected rows.
func (r *run) printProblems(form app.ImportForm, result app.ImportResult) {
	if result.Conflicts > 0 {
		r.printf("%s\n", r.text("cli.import.conflicts."+string(form.Conflict), "Count", result.Conflicts))
		for _, c := range result.Conflicted[:min(len(result.Conflicted), 10)] {
			r.printf("%s\n", r.text("cli.import.conflict", "Line", c.Line, "Name", c.Value))
		}
	}
	for _, rejection := range result.Rejections {
		if rejection.Reason == "importer.reject.currency" {
			r.printf("%s\n", r.text("cli.import.currency", rejection.Args...))
			break
		}
	}
	for i, rejection := range result.Rejections {
		if i == 10 {
			r.printf("%s\n", r.text("cli.import.more", "Count", result.Rejected-10))
			break
		}
		r.printf("%s\n", r.text("cli.import.line", "Line", rejection.Line, "Reason", rejection.Text(r.text)))
	}
}

// mergedText says of rows that add to a record of another what they are.
func mergedText(kind importer.Kind) string {
	if kind == importer.KindStages {
		return "cli.import.merged.stages"
	}
	return "cli.import.merged"
}

func (r *run) printImportJSON(result app.ImportResult) error {
	type line struct {
		Line   int    `json:"line"`
		Field  string `json:"field"`
		Value  string `json:"value"`
		Reason string `json:"reason"`
	}
	lines := make([]line, 0, len(result.Rejections))
	for _, x := range result.Rejections {
		lines = append(lines, line{x.Line, x.Field, x.Value, x.Text(r.text)})
	}
	return r.printJSON(map[string]any{
		"read": result.Read, "created": result.Created, "updated": result.Updated, "unchanged": result.Unchanged, "rejected": result.Rejected,
		"merged": result.Merged, "rounded": result.Rounded, "undated": result.Undated, "unresolved": result.Unresolved, "deleted": result.Report.Deleted, "trashed": result.Trashed, "conflicts": result.Conflicts, "rejections": lines,
	})
}

// listed names the first of a list.
func listed(names []string) string {
	text := strings.Join(names[:min(len(names), mostNamed)], ", ")
	if len(names) > mostNamed {
		text += ", …"
	}
	return text
}

// mostNamed bounds the names that a line lists.
const mostNamed = 5

// mostUnread bounds the columns that are named as not read.
const mostUnread = 10

// describe prints how a file was understood.
func (r *run) describe(d *importer.Detection) {
	if d.Workbook {
		r.printf("%s\n", r.text("cli.import.sheet", "File", d.Name, "Sheet", d.Sheet, "Header", d.HeaderRow))
	} else {
		r.printf("%s\n", r.text("cli.import.file", "File", d.Name, "Encoding", d.Encoding, "Delimiter", fmt.Sprintf("%q", d.Delimiter), "Header", d.HeaderRow))
	}
	var unread []string
	for _, c := range d.Columns {
		if c.Field == "" && c.Header == d.Numbering {
			continue // which is said below
		}
		if c.Field == "" {
			unread = append(unread, inLine(c.Header))
			continue
		}
		r.printf("%s\n", r.text("cli.import.column", "Column", inLine(c.Header), "Field", c.Field, "Type", string(c.Type), "Format", formatNote(c)))
		if c.Format.Ambiguous && c.Type == importer.TypeDate {
			r.printf("%s\n", r.text("cli.import.ambiguous", "Order", string(c.Format.Date)))
		}
	}
	for _, field := range slices.Sorted(maps.Keys(d.Implied)) {
		r.printf("%s\n", r.text("cli.import.implied", "Field", field, "Value", d.Implied[field]))
	}
	if d.Numbering != "" {
		r.printf("%s\n", r.text("cli.import.numbering", "Column", d.Numbering))
	}
	if len(unread) > 0 {
		columns := strings.Join(unread[:min(len(unread), mostUnread)], ", ")
		if more := len(unread) - mostUnread; more > 0 {
			columns = r.text("cli.import.unreadMore", "Columns", columns, "Count", more)
		}
		r.printf("%s\n", r.text("cli.import.unread", "Columns", columns))
	}
}

// inLine is a header that stands in several lines of its cell.
func inLine(header string) string { return strings.Join(strings.Fields(header), " ") }

func formatNote(c importer.Column) string {
	switch {
	case c.Type == importer.TypeDate && c.Format.Date != "":
		return ", " + string(c.Format.Date)
	case c.Type == importer.TypeNumber && c.Format.Decimal == ',':
		return ", 1.234,56" + unitNote(c)
	}
	return unitNote(c)
}

// unitNote says in which unit a column counts, where its header or a title
// says one.
func unitNote(c importer.Column) string {
	if c.Format.Power == 0 {
		return ""
	}
	return fmt.Sprintf(", × 1%s", strings.Repeat("0", c.Format.Power))
}
