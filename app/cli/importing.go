package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"attain/app"
	"attain/app/importer"
)

// importFlags are the flags of import.
type importFlags struct {
	kind, delimiter, encoding, dateFormat, decimal, unit, sheet, preset, stages, reject, conflict string
	noHeader, create, dryRun, remembered                                                          bool
	maps, consts, values, keys                                                                    []string
}

func (r *run) importTable() *cobra.Command {
	var f importFlags
	cmd := &cobra.Command{
		Use: "import FILE --kind KIND", Short: "Bring data in from CSV or XLSX", Args: usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return r.with(cmd.Context(), func(service *app.Service) error { return r.runImport(cmd.Context(), service, args[0], f) })
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.kind, "kind", "", "deals, stage-history, activities, leads, quotas, reps, products, accounts, contacts, settings, stages, profile or goals")
	flags.StringArrayVar(&f.maps, "map", nil, "field=Column (repeatable); then only mapped columns are read")
	flags.StringArrayVar(&f.consts, "const", nil, "field=value for all rows (repeatable)")
	flags.StringArrayVar(&f.values, "value", nil, "field:From=To translates a value (repeatable)")
	flags.StringArrayVar(&f.keys, "key", nil, "column or field by which rows are matched with records instead of external_id (repeatable)")
	flags.StringVar(&f.preset, "preset", "", "hubspot, pipedrive, salesforce, zoho or auto")
	flags.StringVar(&f.delimiter, "delimiter", "", "field separator of a CSV")
	flags.StringVar(&f.encoding, "encoding", "", "text encoding, such as cp949")
	flags.StringVar(&f.dateFormat, "date-format", "", "date layout, such as 02-01-06")
	flags.StringVar(&f.decimal, "decimal", "", "decimal sign, . or ,")
	flags.StringVar(&f.unit, "unit", "", "in what amounts are counted, such as 1, 1000 or 천, instead of what headers and titles say")
	flags.StringVar(&f.sheet, "sheet", "", "sheet of a workbook")
	flags.StringVar(&f.stages, "stages", "", `order of the open stages, "A,B,C,D"`)
	flags.StringVar(&f.reject, "reject", "", "file for rejected rows")
	flags.StringVar(&f.conflict, "on-conflict", "keep", "for records that changed both in the file and here: keep what is here, or take the file")
	flags.BoolVar(&f.noHeader, "no-header", false, "the first row is data")
	flags.BoolVar(&f.create, "create", false, "make missing reps, accounts, products and stages")
	flags.BoolVar(&f.remembered, "remembered", false, "read columns, values and formats as they were set at the last import of a table with this header")
	flags.BoolVar(&f.dryRun, "dry-run", false, "write nothing")
	return cmd
}

// form turns the flags into the service's form.
func (r *run) form(path string, f importFlags) (app.ImportForm, error) {
	if f.kind == "" {
		return app.ImportForm{}, usageError{errors.New("import needs --kind, such as --kind " + r.likelyKind(path) + "; attain import --help names them")}
	}
	kind, err := importer.ParseKind(f.kind)
	if err != nil {
		return app.ImportForm{}, usageError{err}
	}
	options := importer.Options{Encoding: f.encoding, DateFormat: f.dateFormat, Unit: f.unit, NoHeader: f.noHeader, Sheet: f.sheet, Preset: f.preset}
	if options.Delimiter, err = delimiter(f.delimiter); err != nil {
		return app.ImportForm{}, err
	}
	if options.Decimal, err = oneRune("--decimal", f.decimal); err != nil {
		return app.ImportForm{}, err
	}
	if options.Map, err = pairs("--map", f.maps); err != nil {
		return app.ImportForm{}, err
	}
	if options.Const, err = pairs("--const", f.consts); err != nil {
		return app.ImportForm{}, err
	}
	if options.Values, err = translations(f.values); err != nil {
		return app.ImportForm{}, err
	}
	if f.conflict != string(app.ConflictKeep) && f.conflict != string(app.ConflictTake) {
		return app.ImportForm{}, usageError{errors.New("--on-conflict is keep or take")}
	}
	source, err := importer.FileSource(path, r.Workbook)
	if err != nil {
		return app.ImportForm{}, err
	}
	form := app.ImportForm{Source: source, Kind: kind, Options: options, Key: f.keys, Create: f.create, DryRun: f.dryRun, Conflict: app.Conflict(f.conflict)}
	for name := range strings.SplitSeq(f.stages, ",") {
		if name = strings.TrimSpace(name); name != "" {
			form.Stages = append(form.Stages, name)
		}
	}
	return form, nil
}

func (r *run) runImport(ctx context.Context, service *app.Service, path string, f importFlags) error {
	form, err := r.form(path, f)
	if err != nil {
		return err
	}
	rejected := importer.NewRejectWriter(r.text)
	defer rejected.Close() //nolint:errcheck // a temporary file, from which all was read
	if f.reject != "" {
		form.Reject = rejected.Write
	}
	if f.remembered {
		if err := r.recall(ctx, service, &form); err != nil {
			return err
		}
	}
	result, err := service.Import(ctx, form)
	if err != nil {
		return r.hint(ctx, service, form, err)
	}
	if rejected.Len() > 0 {
		headers := result.Report.Detection.Headers()
		err := app.WriteFile(f.reject, func(w io.Writer) error { return rejected.Save(w, headers) })
		if err != nil {
			return err
		}
	}
	if err := r.printImport(form, result); err != nil {
		return err
	}
	if !result.Accepted() {
		return errors.New(r.text("cli.import.nothing", "File", form.Source.Name))
	}
	return nil
}

// recall completes the form by what is remembered of the source; what the
// command itself says goes before it.
func (r *run) recall(ctx context.Context, service *app.Service, form *app.ImportForm) error {
	bare := *form
	bare.Options.Map, bare.Options.Const, bare.Options.Values, bare.Key = nil, nil, nil, nil
	reading, err := service.DetectImport(ctx, bare)
	if err != nil {
		return err
	}
	given := form.Options
	form.Options = reading.Options
	if len(given.Map) > 0 {
		form.Options.Map = given.Map
	}
	if len(form.Key) == 0 {
		form.Key = reading.Key
	}
	form.Options.Const = merged(reading.Options.Const, given.Const)
	form.Options.Values = maps.Clone(reading.Options.Values)
	for field, pairs := range given.Values {
		if form.Options.Values == nil {
			form.Options.Values = map[string]map[string]string{}
		}
		form.Options.Values[field] = merged(form.Options.Values[field], pairs)
	}
	if reading.Remembered && !r.json {
		r.printf("%s\n", r.text("cli.import.remembered"))
	}
	return nil
}

// merged are the entries of both maps, those of the second before the first's.
func merged(first, second map[string]string) map[string]string {
	all := maps.Clone(first)
	if all == nil {
		return second
	}
	maps.Copy(all, second)
	return all
}

func (r *run) printJSON(v any) error {
	encoder := json.NewEncoder(r.Out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return fmt.Errorf("print JSON: %w", err)
	}
	return nil
}

// delimiter reads a separator: a sign, or a word for one that is hard to type.
func delimiter(text string) (rune, error) {
	switch strings.ToLower(text) {
	case "tab", `\t`:
		return '\t', nil
	case "comma":
		return ',', nil
	case "semicolon":
		return ';', nil
	case "pipe":
		return '|', nil
	}
	return oneRune("--delimiter", text)
}

func oneRune(flag, text string) (rune, error) {
	if text == "" {
		return 0, nil
	}
	sign, size := utf8.DecodeRuneInString(text)
	if size != len(text) {
		return 0, usageError{fmt.Errorf("%s is one sign, not %q", flag, text)}
	}
	return sign, nil
}

func pairs(flag string, list []string) (map[string]string, error) {
	if len(list) == 0 {
		return nil, nil
	}
	out := make(map[string]string, len(list))
	for _, text := range list {
		key, value, found := strings.Cut(text, "=")
		if !found || key == "" {
			return nil, usageError{fmt.Errorf("%s is field=value, not %q", flag, text)}
		}
		out[strings.TrimSpace(key)] = value
	}
	return out, nil
}

func translations(list []string) (map[string]map[string]string, error) {
	out := map[string]map[string]string{}
	for _, text := range list {
		field, pair, found := strings.Cut(text, ":")
		from, to, both := strings.Cut(pair, "=")
		if !found || !both || field == "" {
			return nil, usageError{fmt.Errorf("--value is field:From=To, not %q", text)}
		}
		if out[field] == nil {
			out[field] = map[string]string{}
		}
		out[field][from] = to
	}
	return out, nil
}
