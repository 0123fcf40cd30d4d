package cli

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
)

// seal is how a command is told to seal what it writes with a passphrase.
type seal struct {
	ask  bool
	file string
}

func (s *seal) flags(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&s.ask, "passphrase", false, "seal the file with a passphrase (age), asked for on the terminal")
	cmd.Flags().StringVar(&s.file, "passphrase-file", "", "seal the file with the passphrase in this file's first line")
}

// sealing returns the passphrase to seal with; "": nothing is to be sealed. On
// the terminal it is asked for twice, since a slip would lock the file for good.
func (r *run) sealing(s seal) (string, error) {
	if s.file != "" || !s.ask {
		return passphraseIn(s.file)
	}
	first, err := r.asked("cli.passphrase.new")
	if err != nil {
		return "", err
	}
	again, err := r.asked("cli.passphrase.again")
	if err != nil {
		return "", err
	}
	if first != again {
		return "", errors.New(r.text("cli.passphrase.differ"))
	}
	return first, nil
}

// unsealing returns the passphrase of a sealed file: that of a file, or else
// the one asked for on the terminal.
func (r *run) unsealing(file string) (string, error) {
	if file != "" {
		return passphraseIn(file)
	}
	return r.asked("cli.passphrase.old")
}

func (r *run) asked(key string) (string, error) {
	if r.Passphrase == nil {
		return "", errors.New(r.text("cli.passphrase.noTerminal"))
	}
	passphrase, err := r.Passphrase(r.text(key))
	if err == nil && passphrase == "" {
		err = errors.New(r.text("app.error.passphraseNeeded"))
	}
	return passphrase, err
}

// passphraseIn reads the first line of a file; no file: no passphrase.
func passphraseIn(path string) (string, error) {
	if path == "" {
		return "", nil
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("read the passphrase: %w", err)
	}
	line, _, _ := strings.Cut(string(content), "\n")
	line = strings.TrimSuffix(line, "\r")
	if line == "" {
		return "", fmt.Errorf("read the passphrase: the first line of %s is empty", path)
	}
	return line, nil
}
