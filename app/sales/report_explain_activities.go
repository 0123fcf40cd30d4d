package sales

import "strconv"

func explainActivities() map[string]explainer {
	filter := func(connected bool) explainer {
		return func(s *scope, part string) *Explanation {
			return &Explanation{Activities: &ActivityFilter{Rep: s.id(), Type: ActivityType(part), Period: s.f.Period, Connected: connected}}
		}
	}
	return map[string]explainer{
		"attempts": filter(false), "activities": filter(false), "activity_ratio": filter(false),
		"connected": filter(true),
		"effectiveness": func(s *scope, part string) *Explanation {
			e := filter(false)(s, part)
			e.Activities.OnDeals = true
			return e
		},
		"contact_rate": func(s *scope, _ string) *Explanation {
			e := dealItems(s.calledOpened(), func(*DealFact) float64 { return 1000 })
			calls := 0.0
			for _, a := range s.activities {
				if a.Type == Call {
					calls += float64(a.Attempts)
				}
			}
			e.Den, e.Activities = &calls, filter(false)(s, string(Call)).Activities
			return e
		},
		"follow_ups": func(s *scope, part string) *Explanation {
			switch part {
			case "per_opportunity":
				return followUpItems(s.worked())
			case "per_win":
				return followUpItems(s.closedIn(StageWon, s.f.Period))
			default:
				return &Explanation{Activities: &ActivityFilter{Rep: s.id(), Period: s.f.Period, FollowUps: true}}
			}
		},
		"give_up": func(s *scope, part string) *Explanation {
			e := &Explanation{}
			list := s.gaveUp()
			if part == "near" {
				list = s.nearGivingUp()
			}
			for _, q := range list {
				if n, err := strconv.Atoi(part); err == nil && min(q.attempts, countedTouches) != n {
					continue
				}
				e.Items = append(e.Items, Item{Kind: q.kind, ID: q.id, Value: 1})
			}
			return e
		},
		"activity_plan": func(s *scope, _ string) *Explanation {
			return dealItems(s.openDeals(nil), amountOf).plain().
				of("gap", "weighted", "average_won", "win_rate", "contact_rate", "activity_ratio")
		},
	}
}

func followUpItems(deals []*DealFact) *Explanation {
	return dealItems(deals, func(d *DealFact) float64 { return float64(d.followUps()) }).mean()
}

// meanOfLeads makes items of a mean over leads.
func meanOfLeads(leads []*LeadFact, value func(*LeadFact) float64) *Explanation {
	e := &Explanation{Ratio: true}
	for _, l := range leads {
		e.Items = append(e.Items, Item{Kind: KindLead, ID: l.ID, Value: value(l), Weight: 1})
	}
	return e
}

// truth is 1 for what is so, which makes a share of a mean.
func truth(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

func explainLeads() map[string]explainer {
	return map[string]explainer{
		"lead_conversion": func(s *scope, part string) *Explanation {
			var decided []*LeadFact
			for _, l := range s.leadsDecided() {
				if part == "" || l.Source == part {
					decided = append(decided, l)
				}
			}
			return meanOfLeads(decided, func(l *LeadFact) float64 { return truth(l.Status == LeadQualified) })
		},
		"warm_share": func(s *scope, _ string) *Explanation {
			return meanOfLeads(s.leadsCreated(), func(l *LeadFact) float64 { return truth(s.isWarm(l)) })
		},
		"lead_touches": func(s *scope, _ string) *Explanation {
			return meanOfLeads(s.leadsCreated(), func(l *LeadFact) float64 { return float64(l.Touches) })
		},
		"activities_per_lead": func(s *scope, part string) *Explanation {
			return meanOfLeads(s.leadsWhere(func(l *LeadFact) bool { return s.happened(l.Decided) && l.Status == LeadQualified }),
				func(l *LeadFact) float64 { return float64(l.ByType[ActivityType(part)]) })
		},
		"fit": func(s *scope, part string) *Explanation {
			var scored []*LeadFact
			for _, l := range s.leadsCreated() {
				if band := s.fitBand(l); band != "" && (part == "" || band == part) {
					scored = append(scored, l)
				}
			}
			e := meanOfLeads(scored, func(l *LeadFact) float64 {
				score, _ := FitScore(s.f.Profile, l.Attributes)
				return score
			})
			if part != "" {
				e.Ratio = false
				for i := range e.Items {
					e.Items[i].Value, e.Items[i].Weight = 1, 0
				}
			}
			return e
		},
	}
}
