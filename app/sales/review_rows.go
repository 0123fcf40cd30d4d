package sales

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// ReviewDeal is one line of the review's deals.
type ReviewDeal struct {
	ID            ID
	ExternalID    string
	Name          string
	Account       string
	RepID         ID // owner now, or at close
	Products      string
	Stage         ID
	LastStage     ID // of a closed deal: its last open stage
	Kind          StageKind
	Created       Day
	Since         Day // in its stage; of a closed deal the close
	ExpectedClose Day
	Amount        Amount
	HasAmount     bool
	Units         int64
	Probability   float64 // by which it is weighted; 0 if lost
	Source        string
	Reason        string
	Touches       int
	Stuck         bool
	Neglected     bool
	Overdue       bool
	Kept          bool // what a closed month counted of a deal that is another line as it is now
}

// Weighted returns amount × probability of an open deal in minor units.
func (d ReviewDeal) Weighted() float64 {
	if d.Kind != StageOpen {
		return 0
	}
	return float64(d.Amount) * d.Probability
}

// ReviewCredit is a rep's part of a won deal or of an adjustment.
type ReviewCredit struct {
	Day        Day
	RepID      ID
	DealID     ID
	Deal       string
	Account    string
	Amount     Amount
	Units      int64
	Adjustment bool
	Reason     string
}

// ReviewFlow is one deal's part in metric movement; each field is its part of
// the movement's field of the same name.
type ReviewFlow struct {
	DealID   ID
	Deal     string
	RepID    ID
	Movement Movement
}

// ReviewMove is one stage move.
type ReviewMove struct {
	Day      Day
	DealID   ID
	Deal     string
	RepID    ID
	From, To ID // stages; an empty From: the deal is new, or its stage was unknown
	Days     int
	HasDays  bool // the day it entered From is known, so Days is
}

// ReviewLead is one lead of the month.
type ReviewLead struct {
	ID        ID
	Name      string
	RepID     ID
	Source    string
	Created   Day
	Status    LeadStatus
	Decided   Day
	Reason    string
	Touches   int
	Warm      bool
	Fit       *float64
	FitBand   string // good, fair, poor; empty without a profile
	Attempts  int
	CreatedIn bool // created in the month
	DecidedIn bool // decided in the month
}

// ReviewActivity is one activity of the month.
type ReviewActivity struct {
	ID        ID
	Day       Day
	RepID     ID
	Type      ActivityType
	Direction Direction
	Outcome   Outcome
	Planned   bool
	Attempt   bool // counts as an attempt
	Connected bool // counts as connected: of a thread's replies the first
	On        string
	Subject   string
	Minutes   int
}

// Fill adds the records of the facts that stand behind the month's figures;
// the activities come by themselves. titles names the deals that are not in
// the facts any more.
func (r *Review) Fill(f *Facts, titles map[ID]string) {
	r.Settings, r.Stages, r.Products, r.Currency = f.Settings, f.Stages, f.Products, f.Currency
	r.StuckLimits = f.StuckLimits()
	names := make(map[ID]string, len(f.Deals))
	maps.Copy(names, titles)
	for i := range f.Deals {
		names[f.Deals[i].ID] = f.Deals[i].title()
	}
	r.fillDeals(f)
	r.fillCredits(f, names)
	r.fillFlows(f, names)
	r.fillMoves(f, names)
	r.fillLeads(f)
}

// title is what a deal is called: its name, else its external id or account.
func (d *DealFact) title() string { return cmp.Or(d.Name, d.ExternalID, d.Account) }

func (r *Review) fillDeals(f *Facts) {
	products := make(map[ID]string, len(f.Products))
	for _, p := range f.Products {
		products[p.ID] = p.Name
	}
	judged := Judge(f)
	for i := range f.Deals {
		d := &f.Deals[i]
		if d.Kind != StageOpen && !f.Period.Contains(d.Since) && (d.Kept || !f.Period.Contains(d.Created)) {
			continue
		}
		var sold []string
		for _, line := range d.Lines {
			if name := products[line.ProductID]; name != "" && !slices.Contains(sold, name) {
				sold = append(sold, name)
			}
		}
		state := judged[d.ID]
		r.Deals = append(r.Deals, ReviewDeal{
			ID: d.ID, ExternalID: d.ExternalID, Name: d.title(), Account: d.Account, RepID: d.OwnerID,
			Products: strings.Join(sold, ", "), Stage: d.Stage, LastStage: d.LastStage, Kind: d.Kind,
			Created: d.Created, Since: d.Since, ExpectedClose: d.ExpectedClose, Amount: d.Amount, HasAmount: d.HasAmount,
			Units: d.Units, Probability: f.Probability(d), Source: d.Source, Reason: strings.TrimSpace(d.Reason),
			Touches: d.Touches, Stuck: state.Stuck, Neglected: state.Neglected, Overdue: state.Overdue, Kept: d.Kept,
		})
	}
	slices.SortStableFunc(r.Deals, func(a, b ReviewDeal) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Created, b.Created), cmp.Compare(a.Amount, b.Amount), cmp.Compare(a.ID, b.ID))
	})
}

// fillCredits lists what metric credited is the sum of, for every month of
// the trend.
func (r *Review) fillCredits(f *Facts, names map[ID]string) {
	span := Period{From: f.Period.To.Month().Add(1 - trendMonths).First(), To: f.Period.To}
	accounts := make(map[ID]string, len(f.Deals))
	for i := range f.Deals {
		d := &f.Deals[i]
		accounts[d.ID] = d.Account
		if d.Kind != StageWon || !span.Contains(d.Since) {
			continue
		}
		for _, part := range f.CreditOf(*d) {
			r.Credits = append(r.Credits, ReviewCredit{
				Day: d.Since, RepID: part.RepID, DealID: d.ID, Deal: d.title(), Account: d.Account,
				Amount: part.Amount, Units: part.Units, Reason: strings.TrimSpace(d.Reason),
			})
		}
	}
	for _, a := range f.Adjustments {
		if !span.Contains(a.Day) {
			continue
		}
		reason := strings.TrimSpace(a.Reason)
		if a.Closed != 0 {
			reason = a.Closed.String() // the closed month that it changes
		}
		for _, part := range f.creditsOf(a) {
			r.Credits = append(r.Credits, ReviewCredit{
				Day: a.Day, RepID: part.RepID, DealID: a.DealID, Deal: names[a.DealID], Account: accounts[a.DealID],
				Amount: part.Amount, Units: part.Units, Adjustment: true, Reason: reason,
			})
		}
	}
	slices.SortStableFunc(r.Credits, func(a, b ReviewCredit) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Deal, b.Deal), cmp.Compare(a.Amount, b.Amount), cmp.Compare(a.DealID, b.DealID))
	})
}

func (r *Review) fillFlows(f *Facts, names map[ID]string) {
	for i := range f.Moves {
		move := &f.Moves[i]
		flow := ReviewFlow{DealID: move.DealID, Deal: names[move.DealID], RepID: move.Owner}
		for _, part := range move.parts() {
			flow.Movement.add(part)
		}
		r.Flows = append(r.Flows, flow)
	}
	slices.SortStableFunc(r.Flows, func(a, b ReviewFlow) int {
		return cmp.Or(cmp.Compare(a.Deal, b.Deal), cmp.Compare(a.DealID, b.DealID))
	})
}

func (m *Movement) add(part movePart) {
	switch part.way {
	case movedStart:
		m.Start += part.value
	case movedNew:
		m.New += part.value
	case movedIn:
		m.PulledIn += part.value
	case movedChange:
		m.ValueChange += part.value
	case movedWon:
		m.Won += part.value
	case movedLost:
		m.Lost += part.value
	case movedOut:
		m.PushedOut += part.value
	case movedEnd:
		m.End += part.value
	}
}

func (r *Review) fillMoves(f *Facts, names map[ID]string) {
	stays := slices.Clone(f.Stays)
	slices.SortStableFunc(stays, func(a, b StayFact) int {
		return cmp.Or(cmp.Compare(a.DealID, b.DealID), cmp.Compare(a.Seq, b.Seq))
	})
	for i, stay := range stays {
		if !f.Period.Contains(stay.Entered) {
			continue
		}
		move := ReviewMove{Day: stay.Entered, DealID: stay.DealID, Deal: names[stay.DealID], RepID: stay.OwnerID, To: stay.Stage}
		if i > 0 && stays[i-1].DealID == stay.DealID {
			last := stays[i-1]
			move.From, move.HasDays = last.Stage, last.Entered.Known()
			if move.HasDays {
				move.Days = stay.Entered.Sub(last.Entered)
			}
		}
		r.Moves = append(r.Moves, move)
	}
	slices.SortStableFunc(r.Moves, func(a, b ReviewMove) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Deal, b.Deal))
	})
}

func (r *Review) fillLeads(f *Facts) {
	for i := range f.Leads {
		l := &f.Leads[i]
		decided := f.Period.Contains(l.Decided) && (l.Status == LeadQualified || l.Status == LeadDisqualified)
		if !f.Period.Contains(l.Created) && !decided {
			continue
		}
		lead := ReviewLead{
			ID: l.ID, Name: l.Name, RepID: l.RepID, Source: strings.TrimSpace(l.Source), Created: l.Created, Status: l.Status,
			Decided: l.Decided, Reason: strings.TrimSpace(l.Reason), Touches: l.Touches, Attempts: l.Attempts,
			Warm:      l.Touches >= max(1, f.Settings.Thresholds.WarmTouches),
			CreatedIn: f.Period.Contains(l.Created), DecidedIn: decided,
		}
		if score, scored := FitScore(f.Profile, l.Attributes); scored {
			lead.Fit, lead.FitBand = &score, f.Settings.Thresholds.FitBand(score)
		}
		r.Leads = append(r.Leads, lead)
	}
	slices.SortStableFunc(r.Leads, func(a, b ReviewLead) int {
		return cmp.Or(cmp.Compare(a.Created, b.Created), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
}
