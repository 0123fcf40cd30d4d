package cli

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"attain/app"
	"attain/app/sales"
)

// periodFlags are the flags that choose a period.
type periodFlags struct {
	month, quarter, year, from, to, asOf string
}

// add registers the flags.
func (p *periodFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&p.month, "month", "", "a month, 2026-10")
	flags.StringVar(&p.quarter, "quarter", "", "a fiscal quarter, 2026-Q3")
	flags.StringVar(&p.year, "year", "", "a fiscal year, 2026")
	flags.StringVar(&p.from, "from", "", "first day, 2026-01-15, together with --to")
	flags.StringVar(&p.to, "to", "", "last day, 2026-02-14")
	flags.StringVar(&p.asOf, "as-of", "", "the day that counts as today, 2026-10-31")
}

// resolveFor is resolve with the id of the rep of a name ("": the team).
func (p *periodFlags) resolveFor(ctx context.Context, service *app.Service, rep string) (sales.Period, sales.Day, sales.ID, error) {
	period, asOf, err := p.resolve(ctx, service)
	if err != nil {
		return sales.Period{}, 0, "", err
	}
	id, err := service.RepNamed(ctx, rep)
	return period, asOf, id, err
}

// resolve returns the period and the day that counts as today (0: today).
// The default period is the month in which that day lies.
func (p *periodFlags) resolve(ctx context.Context, service *app.Service) (sales.Period, sales.Day, error) {
	asOf, err := sales.ParseDay(p.asOf)
	if err != nil {
		return sales.Period{}, 0, usageError{err}
	}
	named := []string{}
	for _, name := range []string{p.month, p.quarter, p.year} {
		if name != "" {
			named = append(named, name)
		}
	}
	ranged := p.from != "" || p.to != ""
	switch {
	case len(named) > 1 || (len(named) == 1 && ranged):
		return sales.Period{}, 0, usageError{errors.New("give one of --month, --quarter, --year, or --from with --to")}
	case ranged:
		period, err := p.span()
		return period, asOf, err
	case len(named) == 1:
		if err := p.checkForm(); err != nil {
			return sales.Period{}, 0, err
		}
		period, err := service.Period(ctx, named[0])
		if err != nil {
			return sales.Period{}, 0, usageError{err}
		}
		return period, asOf, nil
	}
	if asOf != 0 {
		return sales.MonthPeriod(asOf.Month()), asOf, nil
	}
	period, err := service.Period(ctx, "")
	return period, asOf, err
}

// checkForm refuses a month given as a quarter and the like.
func (p *periodFlags) checkForm() error {
	switch {
	case p.month != "" && len(p.month) != len("2026-10"), p.month != "" && p.month[5] == 'Q':
		return usageError{errors.New("--month is a month such as 2026-10")}
	case p.year != "" && len(p.year) != len("2026"):
		return usageError{errors.New("--year is a fiscal year such as 2026")}
	}
	if p.month != "" {
		if _, err := sales.ParseMonth(p.month); err != nil {
			return usageError{err}
		}
	}
	return nil
}

func (p *periodFlags) span() (sales.Period, error) {
	if p.from == "" || p.to == "" {
		return sales.Period{}, usageError{errors.New("--from and --to go together")}
	}
	from, err := sales.ParseDay(p.from)
	if err != nil {
		return sales.Period{}, usageError{err}
	}
	to, err := sales.ParseDay(p.to)
	if err != nil {
		return sales.Period{}, usageError{err}
	}
	if to < from {
		return sales.Period{}, usageError{errors.New("--to lies before --from")}
	}
	return sales.Period{From: from, To: to, Label: from.String() + " – " + to.String()}, nil
}
