package views

import "attain/views/widgets"

// newPassphrase makes an entry that hides what is typed.
func newPassphrase() *widgets.Input {
	entry := textEntry("")
	entry.Password = true
	return entry
}
