package sales

import (
	"cmp"
	"slices"
)

// Select returns those of the given activities that the filter counts, in
// order of time: as many as the number is. They have to be all the done
// activities of its period up to the facts' day; for FollowUps all up to
// there, of every rep, since the first touch may be older.
func (filter ActivityFilter) Select(done []Activity) []Activity {
	ordered := slices.Clone(done)
	slices.SortFunc(ordered, orderOfTouches)
	var selected []Activity
	threads := make(map[string]bool)
	touched := make(map[touchedRecord]bool)
	for _, a := range ordered {
		first := firstTouch(touched, a)
		if !filter.covers(a) {
			continue
		}
		if filter.FollowUps {
			if !first && (a.DealID != "" || a.LeadID != "") {
				selected = append(selected, a)
			}
			continue
		}
		if a.Direction != Outbound || filter.OnDeals && a.DealID == "" || filter.Connected && !connectsAnew(threads, a) {
			continue
		}
		selected = append(selected, a)
	}
	return selected
}

// covers reports whether an activity is of the filter's period, rep and type.
func (filter ActivityFilter) covers(a Activity) bool {
	return filter.Period.Contains(a.Day) && (filter.Rep == "" || a.RepID == filter.Rep) && (filter.Type == "" || a.Type == filter.Type)
}

// connectsAnew reports whether an attempt connected, for mails and messages
// by the first reply of its thread.
func connectsAnew(threads map[string]bool, a Activity) bool {
	if !Connects(a) {
		return false
	}
	if a.Type != Mail && a.Type != Message {
		return true
	}
	thread := string(a.Type) + "\x1f" + Thread(a)
	known := threads[thread]
	threads[thread] = true
	return !known
}

// touchedRecord is a deal or lead.
type touchedRecord struct {
	kind Kind
	id   ID
}

// firstTouch reports whether no activity before this one was on the same
// deal, or else lead, and keeps what it was on.
func firstTouch(touched map[touchedRecord]bool, a Activity) bool {
	on := touchedRecord{KindDeal, a.DealID}
	if a.DealID == "" {
		on = touchedRecord{KindLead, a.LeadID}
	}
	first := !touched[on]
	touched[touchedRecord{KindDeal, a.DealID}] = true
	touched[touchedRecord{KindLead, a.LeadID}] = true
	return first
}

// orderOfTouches orders activities by when they were done; those of one
// moment by what they are, so that figures do not depend on ids.
func orderOfTouches(a, b Activity) int {
	return cmp.Or(cmp.Compare(a.Day, b.Day), a.At.Compare(b.At), cmp.Compare(a.Type, b.Type),
		cmp.Compare(a.Direction, b.Direction), cmp.Compare(a.RepID, b.RepID), cmp.Compare(a.ID, b.ID))
}
