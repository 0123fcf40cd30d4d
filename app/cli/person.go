package cli

import (
	"bufio"
	"context"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"attain/app"
	"attain/app/sales"
)

func (r *run) person() *cobra.Command {
	cmd := &cobra.Command{
		Use: "person", Short: "Hand out or erase what is kept of a person",
		Long: "Hand out or erase what is kept of a person: a contact, or a lead that is a person.\n\n" +
			"NAME is their whole name, mail address or id. Where several have it, nothing is done and their ids are listed.",
		Args: usage(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			return usageError{errors.New("person needs export or erase")}
		},
	}
	cmd.AddCommand(r.personExport(), r.personErase())
	return cmd
}

func (r *run) personExport() *cobra.Command {
	var out string
	var seal seal
	cmd := &cobra.Command{
		Use: "export NAME -o FILE.json", Short: "Write all that is kept of a person as JSON", Args: usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if out == "" {
				return usageError{errors.New("person export needs -o FILE.json")}
			}
			return r.with(cmd.Context(), func(service *app.Service) error {
				return r.exportPerson(cmd.Context(), service, args[0], out, seal)
			})
		},
	}
	cmd.Flags().StringVarP(&out, "output", "o", "", "the file to write")
	seal.flags(cmd)
	return cmd
}

func (r *run) exportPerson(ctx context.Context, service *app.Service, named, out string, seal seal) error {
	person, err := r.onePerson(ctx, service, named)
	if err != nil {
		return err
	}
	passphrase, err := r.sealing(seal)
	if err != nil {
		return err
	}
	err = service.WritePersonData(ctx, person, out, passphrase)
	if err == nil {
		r.printf("%s\n", r.text("cli.wrote", "Path", out))
	}
	return err
}

func (r *run) personErase() *cobra.Command {
	yes := false
	cmd := &cobra.Command{
		Use: "erase NAME", Short: "Erase a person from records, history and the file's bytes; figures stay", Args: usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return r.with(cmd.Context(), func(service *app.Service) error {
				person, err := r.onePerson(cmd.Context(), service, args[0])
				if err != nil {
					return err
				}
				if !yes {
					if err := r.confirm(cmd.InOrStdin(), person); err != nil {
						return err
					}
				}
				return r.erasePerson(cmd.Context(), service, person)
			})
		},
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return cmd
}

// onePerson finds the one person of a name; several are listed.
func (r *run) onePerson(ctx context.Context, service *app.Service, named string) (sales.Person, error) {
	people, err := service.FindPeople(ctx, named)
	if err != nil {
		return sales.Person{}, err
	}
	switch len(people) {
	case 0:
		return sales.Person{}, errors.New(r.text("cli.person.none", "Name", named))
	case 1:
		return people[0], nil
	}
	for _, p := range people {
		r.printf("%s\n", personLine(p))
	}
	return sales.Person{}, errors.New(r.text("cli.person.several", "Name", named, "Count", len(people)))
}

// personLine is the id of a person and what tells them from others.
func personLine(p sales.Person) string {
	var parts []string
	for _, l := range p.Leads {
		parts = append(parts, string(l.ID), l.Name, l.Company)
	}
	for _, c := range p.Contacts {
		parts = append(parts, string(c.ID), c.Name, c.Title, c.Email, c.Phone)
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "  ")
}

// confirm asks before what cannot be undone.
func (r *run) confirm(in io.Reader, person sales.Person) error {
	r.printf("%s\n%s ", personLine(person), r.text("cli.person.confirm"))
	answer, err := bufio.NewReader(in).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if strings.TrimSpace(answer) != "yes" {
		return errors.New(r.text("cli.person.kept"))
	}
	return nil
}

// erasePerson erases and says what it did and what still holds the person.
func (r *run) erasePerson(ctx context.Context, service *app.Service, person sales.Person) error {
	erased, backups, err := service.ErasePerson(ctx, person)
	if err != nil {
		return err
	}
	r.printf("%s\n", r.text("cli.person.erased", "Records", erased.Records, "Changes", erased.Changes))
	for _, kind := range slices.Sorted(maps.Keys(erased.Mentions)) {
		r.printf("%s\n", r.text("cli.person.mentions", "Count", erased.Mentions[kind], "Kind", string(kind)))
	}
	if len(backups) == 0 {
		r.printf("%s\n", r.text("cli.person.noBackups"))
		return nil
	}
	r.printf("%s\n", r.text("cli.person.backups", "Count", len(backups)))
	for _, file := range backups {
		until := "cli.person.untilRotated"
		if file.Kept || file.Sealed {
			until = "cli.person.untilDeleted"
		}
		r.printf("  %s  %s  %s\n", file.At.Format("2006-01-02 15:04"), file.Path, r.text(until))
	}
	return nil
}
