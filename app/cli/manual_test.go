package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// TestManual writes the manual's pages and holds that every command and flag
// has its place in them. ATTAIN_MANUAL keeps them in a folder, for packages.
func TestManual(t *testing.T) {
	folder := os.Getenv("ATTAIN_MANUAL")
	if folder == "" {
		folder = t.TempDir()
	}
	root := (&run{}).root()
	day := time.Date(2026, time.November, 1, 0, 0, 0, 0, time.UTC)
	header := &doc.GenManHeader{Title: "ATTAIN", Section: "1", Date: &day, Source: "Attain", Manual: "Attain"}
	root.DisableAutoGenTag = true
	if err := doc.GenManTree(root, header, folder); err != nil {
		t.Fatal(err)
	}
	holdPage(t, folder, root)
	for _, command := range root.Commands() {
		if !command.IsAvailableCommand() {
			continue // help is said of each command
		}
		holdPage(t, folder, command)
	}
}

func holdPage(t *testing.T, folder string, command *cobra.Command) {
	t.Helper()
	name := strings.ReplaceAll(command.CommandPath(), " ", "-") + ".1"
	content, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	page := strings.ReplaceAll(string(content), `\`, "")
	if !strings.Contains(page, command.Short) {
		t.Errorf("%s does not say %q", name, command.Short)
	}
	for _, flag := range strings.Fields(command.Flags().FlagUsages()) {
		if strings.HasPrefix(flag, "--") && !strings.Contains(page, flag) {
			t.Errorf("%s does not name %s", name, flag)
		}
	}
}
