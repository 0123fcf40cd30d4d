package cli

import (
	"github.com/spf13/cobra"

	"attain/app/importer"
	"attain/charts"
)

// offerChoices tells the shell's completion the values of every flag and
// argument that is a choice of a few words. Names that stand in the database
// are not offered: completing a word must not open it.
func offerChoices(root *cobra.Command) {
	var kinds []cobra.Completion
	for _, kind := range importer.Kinds() {
		kinds = append(kinds, string(kind))
	}
	flags := map[string][]cobra.Completion{
		"kind": kinds, "preset": importer.Presets(), "on-conflict": {"keep", "take"}, "decimal": {".", ","},
		"encoding": {importer.EncodingUTF8, importer.EncodingUTF16LE, importer.EncodingUTF16BE, importer.EncodingCP949, importer.EncodingCP1252}, "theme": {"light", "dark"}, "lang": {"en", "ko"},
	}
	arguments := map[string][]cobra.Completion{"chart": charts.Names(), "export": append(kinds, "all")}
	for _, command := range append(root.Commands(), root) {
		if words := arguments[command.Name()]; words != nil {
			command.ValidArgsFunction = cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)
		}
		for name, words := range flags {
			if command.LocalFlags().Lookup(name) != nil {
				// The flag is there and is named once: nothing can fail.
				_ = command.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
			}
		}
	}
}
