package sales

import "context"

// ReviewActivities are a month's activities by day, time and subject. They
// are read anew on every walk, so that a month of any size can be written
// without being held. The zero value holds none.
type ReviewActivities struct {
	walk func(ctx context.Context, f func(ReviewActivity) error) error
	rep  ID // only this rep's; empty: all
}

// ReviewActivitiesFrom returns what a walk gives: it calls f for every
// activity in order and ends with f's error. Every walk must give the same.
func ReviewActivitiesFrom(walk func(ctx context.Context, f func(ReviewActivity) error) error) ReviewActivities {
	return ReviewActivities{walk: walk}
}

// ReviewActivityList returns activities that are in memory.
func ReviewActivityList(list []ReviewActivity) ReviewActivities {
	return ReviewActivitiesFrom(func(_ context.Context, f func(ReviewActivity) error) error {
		for _, a := range list {
			if err := f(a); err != nil {
				return err
			}
		}
		return nil
	})
}

// Each calls f for every activity in order, and ends with its error.
func (r ReviewActivities) Each(ctx context.Context, f func(ReviewActivity) error) error {
	if r.walk == nil {
		return nil
	}
	return r.walk(ctx, func(a ReviewActivity) error {
		if r.rep != "" && a.RepID != r.rep {
			return nil
		}
		return f(a)
	})
}

// of returns those of one rep.
func (r ReviewActivities) of(rep ID) ReviewActivities {
	r.rep = rep
	return r
}

// ActivityTally counts a month's activities of one rep and type.
type ActivityTally struct {
	RepID    ID
	Type     ActivityType
	Rows     int // all of them
	Planned  int
	Attempts int
}

// Tally counts the activities by rep and type, in order of first appearance.
func (r ReviewActivities) Tally(ctx context.Context) ([]ActivityTally, error) {
	type key struct {
		rep ID
		of  ActivityType
	}
	var list []ActivityTally
	places := make(map[key]int)
	err := r.Each(ctx, func(a ReviewActivity) error {
		at, known := places[key{a.RepID, a.Type}]
		if !known {
			at = len(list)
			places[key{a.RepID, a.Type}] = at
			list = append(list, ActivityTally{RepID: a.RepID, Type: a.Type})
		}
		t := &list[at]
		t.Rows++
		if a.Planned {
			t.Planned++
		}
		if a.Attempt {
			t.Attempts++
		}
		return nil
	})
	return list, err
}
