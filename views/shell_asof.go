package views

import (
	"attain/app/sales"
	"attain/views/widgets"
)

// loadAsOf asks to which day ages and open deals count, and says so where it
// is not today: of data that ended years ago everything would be stuck.
func (s *shell) loadAsOf() {
	Load(s.loadDay, s.ctx, s.deps.Service.CountedTo, func(day sales.Day, err error) {
		if err != nil {
			s.Fail(err)
			return
		}
		if day >= s.deps.Service.Today() || s.toToday {
			day = 0
		}
		if s.countTo != day {
			s.countTo = day
			s.setScope(s.bar.scope)
		}
		s.sayAsOf()
	})
}

// asOf is the day that figures of a period count to; 0 is today. A period that
// begins after the data ended knows no other.
func (s *shell) asOf(period sales.Period) sales.Day {
	if period.From > s.countTo {
		return 0
	}
	return s.countTo
}

// sayAsOf tells of a day other than today, and offers today.
func (s *shell) sayAsOf() {
	if s.scope.AsOf == 0 {
		s.counted.Dismiss()
		return
	}
	s.counted.Say(widgets.RoleAccent,
		s.deps.Text("views.asOf.sentence", "Day", s.deps.Format.Day(s.scope.AsOf, s.deps.Service.Today())), s.deps.Text("views.asOf.today"), func() {
			s.toToday = true
			s.loadAsOf()
		})
}
