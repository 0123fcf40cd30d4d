package cli_test

import (
	"slices"
	"strings"
	"testing"

	"attain/app/cli"
	"attain/charts"
)

// TestChoicesAreCompleted holds that the shell is offered what is a choice of
// a few words, from the same lists that the commands accept.
func TestChoicesAreCompleted(t *testing.T) {
	for _, c := range []struct {
		typed, want []string
	}{
		{[]string{"import", "deals.csv", "--kind", ""}, []string{"deals", "stage-history", "goals"}},
		{[]string{"import", "deals.csv", "--preset", ""}, []string{"hubspot", "zoho"}},
		{[]string{"import", "deals.csv", "--encoding", ""}, []string{"cp949", "utf-16le"}},
		{[]string{"chart", ""}, charts.Names()},
		{[]string{"chart", "trend", "--theme", ""}, []string{"light", "dark"}},
		{[]string{"export", ""}, []string{"deals", "all"}},
		{[]string{"metrics", "--lang", ""}, []string{"en", "ko"}},
	} {
		env, out, _ := newEnv(t)
		if status := cli.Run(t.Context(), append([]string{"__complete"}, c.typed...), env); status != 0 {
			t.Errorf("%q: status %d", c.typed, status)
		}
		offered := strings.Fields(out.String())
		for _, word := range c.want {
			if !slices.Contains(offered, word) {
				t.Errorf("%q: %q is not among %q", c.typed, word, offered)
			}
		}
	}
}
