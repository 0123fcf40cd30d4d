package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"attain/app"
	"attain/app/importer"
)

func (r *run) demo() *cobra.Command {
	demo := app.Demo{}
	cmd := &cobra.Command{
		Use: "demo", Short: "Fill a new database with the sample team, ending today", Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			demo.Lang = r.language()
			return r.with(cmd.Context(), func(service *app.Service) error {
				if err := service.FillDemo(cmd.Context(), demo); err != nil {
					return err
				}
				path, err := r.path()
				if err != nil {
					return err
				}
				r.printf("%s\n", r.text("cli.demo.done", "Path", path))
				return nil
			})
		},
	}
	flags := cmd.Flags()
	flags.IntVar(&demo.Reps, "reps", 8, "people who sell")
	flags.IntVar(&demo.Months, "months", 18, "months of history")
	flags.IntVar(&demo.Deals, "deals", 0, "deals in all, roughly (0: what the team would have)")
	flags.IntVar(&demo.Activities, "activities", 0, "activities in all, roughly (0: what the deals take)")
	flags.Uint64Var(&demo.Seed, "seed", 1, "the same seed makes the same company")
	return cmd
}

func (r *run) export() *cobra.Command {
	var out string
	var seal seal
	cmd := &cobra.Command{
		Use: "export KIND|all -o FILE", Short: "Write everything of a kind as CSV or XLSX, re-importable",
		Long: exportHelp(), Args: usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if args[0] == "all" {
				return r.exportAll(cmd.Context(), out, seal)
			}
			kind, err := importer.ParseKind(args[0])
			if err != nil {
				return usageError{err}
			}
			extension := strings.ToLower(filepath.Ext(strings.TrimSuffix(out, app.SealedExtension)))
			if extension != ".csv" && extension != ".xlsx" {
				return usageError{errors.New("export needs -o FILE.csv or -o FILE.xlsx")}
			}
			return r.with(cmd.Context(), func(service *app.Service) error {
				passphrase, err := r.sealing(seal)
				if err != nil {
					return err
				}
				err = app.WriteSealed(out, passphrase, func(w io.Writer) error {
					return r.writeTable(cmd.Context(), service, kind, extension, w)
				})
				if err == nil {
					r.printf("%s\n", r.text("cli.wrote", "Path", out))
				}
				return err
			})
		},
	}
	cmd.Flags().StringVarP(&out, "output", "o", "", "the file to write, .csv or .xlsx, with .age added if it is sealed")
	seal.flags(cmd)
	return cmd
}

// exportHelp names the kinds.
func exportHelp() string {
	names := make([]string, 0, len(importer.Kinds()))
	for _, kind := range importer.Kinds() {
		names = append(names, string(kind))
	}
	return "Write everything of a kind as CSV or XLSX, in the form that import reads back.\n\n" +
		"KIND is " + strings.Join(names, ", ") + ".\n" +
		"settings, stages, profile and goals are how the team works: what figures need besides the records.\n" +
		"\"export all -o FOLDER\" writes a CSV for each, numbered in the order in which they are imported again;\n" +
		"\"export all -o FILE.xlsx\" one workbook with a sheet for each."
}

// exportAll writes a CSV for each kind into a folder, or a workbook of all.
func (r *run) exportAll(ctx context.Context, folder string, seal seal) error {
	book := strings.EqualFold(filepath.Ext(strings.TrimSuffix(folder, app.SealedExtension)), ".xlsx")
	if folder == "" || filepath.Ext(folder) != "" && !book {
		return usageError{errors.New("export all needs -o FOLDER or -o FILE.xlsx")}
	}
	return r.with(ctx, func(service *app.Service) error {
		passphrase, err := r.sealing(seal)
		if err != nil {
			return err
		}
		if book {
			if err := service.ExportBook(ctx, folder, passphrase); err != nil {
				return err
			}
			r.printf("%s\n", r.text("cli.wrote", "Path", folder))
			return nil
		}
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return fmt.Errorf("export all: %w", err)
		}
		_, err = service.ExportAll(ctx, folder, ".csv", passphrase, func(path string) {
			r.printf("%s\n", r.text("cli.wrote", "Path", path))
		})
		return err
	})
}

func (r *run) writeTable(ctx context.Context, service *app.Service, kind importer.Kind, extension string, w io.Writer) error {
	if extension == ".csv" {
		table := app.NewCSV(w)
		if err := service.Export(ctx, kind, table); err != nil {
			return err
		}
		return table.Flush()
	}
	table, finish := r.Table(w, string(kind))
	if err := service.Export(ctx, kind, table); err != nil {
		return errors.Join(err, finish())
	}
	return finish()
}

func (r *run) backtest() *cobra.Command {
	return &cobra.Command{
		Use: "backtest", Short: "Hold the forecast against the past", Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return r.with(cmd.Context(), func(service *app.Service) error {
				result, err := service.Backtest(cmd.Context())
				if err != nil {
					return err
				}
				if r.json {
					return r.printJSON(result.Document())
				}
				r.printf("%s", result.Table(r.text))
				return nil
			})
		},
	}
}

func (r *run) version() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Print the version", Args: usage(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			if r.json {
				return r.printJSON(map[string]string{"version": r.Version})
			}
			r.printf("attain %s\n", r.Version)
			return nil
		},
	}
}
