package cli

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"attain/app"
	"attain/app/sales"
)

func (r *run) backup() *cobra.Command {
	var out string
	var seal seal
	cmd := &cobra.Command{
		Use: "backup [-o FILE]", Short: "Write a consistent copy of the database", Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return r.with(cmd.Context(), func(service *app.Service) error {
				return r.writeBackup(cmd.Context(), service, out, seal)
			})
		},
	}
	cmd.Flags().StringVarP(&out, "output", "o", "", "the copy to write (default: a dated one in the folder backups beside the database)")
	seal.flags(cmd)
	return cmd
}

func (r *run) writeBackup(ctx context.Context, service *app.Service, target string, seal seal) error {
	passphrase, err := r.sealing(seal)
	if err != nil {
		return err
	}
	path, err := r.path()
	if err != nil {
		return err
	}
	if target == "" {
		if target = app.BackupName(path, time.Now()); passphrase != "" {
			target += app.SealedExtension
		}
		if err := os.MkdirAll(filepath.Dir(target), 0o700); err != nil {
			return fmt.Errorf("make the folder of backups: %w", err)
		}
	}
	if err := service.BackUpSealed(ctx, target, passphrase, path); err != nil {
		return err
	}
	r.printf("%s\n", r.text("cli.wrote", "Path", target))
	return nil
}

func (r *run) restore() *cobra.Command {
	var passphraseFile string
	cmd := &cobra.Command{
		Use: "restore FILE", Short: "Put a backup in the place of the database; the present file is kept", Args: usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return r.restoreFrom(cmd.Context(), args[0], passphraseFile)
		},
	}
	cmd.Flags().StringVar(&passphraseFile, "passphrase-file", "", "for a sealed backup: the file whose first line is its passphrase (default: asked for)")
	return cmd
}

func (r *run) restoreFrom(ctx context.Context, from, passphraseFile string) (err error) {
	path, err := r.path()
	if err != nil {
		return err
	}
	sealed, err := app.Sealed(from)
	if err != nil {
		return err
	}
	passphrase := ""
	if sealed {
		if passphrase, err = r.unsealing(passphraseFile); err != nil {
			return err
		}
	}
	plain, done, err := app.UnsealBackup(ctx, from, passphrase, filepath.Dir(path))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	kept, err := r.Restore(ctx, plain, path)
	if err != nil {
		return err
	}
	r.printf("%s\n", r.text("cli.restored", "Path", path))
	if kept != "" {
		r.printf("%s\n", r.text("cli.restored.kept", "Path", kept))
	}
	return nil
}

func (r *run) check() *cobra.Command {
	return &cobra.Command{
		Use: "check", Short: "Read the whole database and recompute what is folded in it", Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			err := r.with(cmd.Context(), func(service *app.Service) error {
				return r.writeCheck(cmd.Context(), service)
			})
			var damaged *sales.FileError
			if errors.As(err, &damaged) && damaged.Fault == sales.FileCorrupt {
				return fmt.Errorf("%w; %s", err, r.text("cli.check.damaged"))
			}
			return err
		},
	}
}

func (r *run) writeCheck(ctx context.Context, service *app.Service) error {
	result, err := service.Check(ctx)
	if err != nil {
		return err
	}
	if r.json {
		if err := r.printJSON(map[string]any{"records": result.Records, "problems": append([]string{}, result.Problems...)}); err != nil {
			return err
		}
	} else {
		for _, kind := range slices.Sorted(maps.Keys(result.Records)) {
			r.printf("%-18s %d\n", kind, result.Records[kind])
		}
		for _, problem := range result.Problems {
			r.printf("%s\n", problem)
		}
	}
	if len(result.Problems) > 0 {
		return errors.New(r.text("cli.check.bad", "Count", len(result.Problems)))
	}
	if !r.json {
		r.printf("%s\n", r.text("cli.check.good"))
	}
	return nil
}

func (r *run) recover() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use: "recover [-o FILE]", Short: "Read what is left of a damaged database into a new one", Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			path, err := r.path()
			if err != nil {
				return err
			}
			target := out
			if target == "" {
				target = path + ".recovered-" + time.Now().UTC().Format("20060102T150405")
			}
			found, err := r.Recover(cmd.Context(), path, target)
			if err != nil {
				return err
			}
			return r.printRecovery(found)
		},
	}
	cmd.Flags().StringVarP(&out, "output", "o", "", "the new database (default: beside the damaged one, dated)")
	return cmd
}

func (r *run) printRecovery(found sales.Recovery) error {
	if r.json {
		return r.printJSON(found)
	}
	for _, kind := range slices.Sorted(maps.Keys(found.Records)) {
		r.printf("%-18s %d\n", kind, found.Records[kind])
	}
	if found.Whole() {
		r.printf("%s\n", r.text("cli.recover.whole"))
	} else {
		r.printf("%s\n", r.text("cli.recover.lost", "Pages", found.Pages, "Damaged", found.Damaged, "Stray", found.Stray,
			"Unread", found.Unread+found.Refused, "Emptied", found.Emptied, "Dropped", found.Dropped))
	}
	r.printf("%s\n", r.text("cli.recover.done", "Path", found.Path))
	return nil
}
