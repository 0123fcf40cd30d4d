package views

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"attain/app"
	"attain/app/sales"
)

// SaveCalendar writes planned steps as a calendar file into the folder of
// documents and says where it is.
func (s *shell) SaveCalendar(ids ...sales.ID) {
	text, service, rep := s.deps.Text, s.deps.Service, s.scope.RepID
	path := filepath.Join(s.options.Documents, "attain-"+service.Today().String()+".ics")
	s.run(func(ctx context.Context) error {
		if err := os.MkdirAll(s.options.Documents, 0o750); err != nil {
			return fileFailure(text, err)
		}
		err := app.WriteFile(path, func(w io.Writer) error { return service.WriteCalendar(ctx, w, text, rep, ids...) })
		return fileFailure(text, err)
	}, func() { s.Say(text("views.calendar.saved", "Path", path)) })
}
