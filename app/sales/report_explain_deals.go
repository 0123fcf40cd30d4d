package sales

import "strings"

func explainResults() map[string]explainer {
	credited := func(s *scope, _ string) *Explanation {
		return creditItems(s.creditsIn(s.f.Period), creditAmount)
	}
	quota := func(s *scope, _ string) *Explanation { return s.quotaItems() }
	made := func(of ...string) explainer {
		return func(s *scope, _ string) *Explanation {
			return join(s.quotaItems(), credited(s, "")).plain().of(of...)
		}
	}
	return map[string]explainer{
		"quota": quota, "team_quota": quota, "quota_mismatch": made("quota", "team_quota"),
		"credited": credited,
		"attainment": func(s *scope, _ string) *Explanation {
			return join(credited(s, ""), s.quotaItems().asDenominator())
		},
		"gap": made("quota", "credited"), "surplus": made("quota", "credited"),
		"expected_to_date": made("quota"), "pace": made("credited", "expected_to_date"),
		"run_rate_projection": made("credited"), "attain_probability": made("quota", "credited", "weighted"),
		"pipeline_projection": func(s *scope, _ string) *Explanation {
			return join(credited(s, ""), dealItems(s.openDeals(s.dueInRest), s.weigh))
		},
		"revenue_trend": func(s *scope, part string) *Explanation {
			month, err := ParseMonth(part)
			if err != nil {
				month = s.f.Period.To.Month()
			}
			return creditItems(s.creditsIn(MonthPeriod(month)), creditAmount)
		},
		"won_units": func(s *scope, _ string) *Explanation {
			return creditItems(s.creditsIn(s.f.Period), creditUnits)
		},
		"products": func(s *scope, part string) *Explanation {
			return creditItems(s.creditsIn(s.f.Period), func(c credit) float64 {
				var sum Amount
				for _, line := range creditParts(c) {
					if line.ProductID == ID(part) {
						sum += line.Amount
					}
				}
				return float64(sum)
			}).nonZero()
		},
	}
}

// plain takes the values off items of a number that they do not add up to.
func (e *Explanation) plain() *Explanation {
	e.Ratio = false
	for i := range e.Items {
		e.Items[i].Value, e.Items[i].Weight = 0, 0
	}
	return e
}

// nonZero leaves out items that add nothing.
func (e *Explanation) nonZero() *Explanation {
	var kept []Item
	for _, item := range e.Items {
		if item.Value != 0 || item.Weight != 0 {
			kept = append(kept, item)
		}
	}
	e.Items = kept
	return e
}

func explainOutcomes() map[string]explainer {
	closed := func(kind StageKind, value func(*DealFact) float64) explainer {
		return func(s *scope, _ string) *Explanation { return dealItems(s.closedIn(kind, s.f.Period), value) }
	}
	none := func(*DealFact) float64 { return 0 }
	days := func(kind StageKind) explainer {
		return func(s *scope, _ string) *Explanation {
			var dated []*DealFact
			for _, d := range s.closedIn(kind, s.f.Period) {
				if d.Created.Known() {
					dated = append(dated, d)
				}
			}
			return dealItems(dated, func(d *DealFact) float64 { return float64(d.Since.Sub(d.Created)) }).mean()
		}
	}
	amounts := func(s *scope, kind StageKind) *Explanation { return closed(kind, amountOf)(s, "") }
	valueRate := func(s *scope, _ string) *Explanation {
		e := join(amounts(s, StageWon), amounts(s, StageLost).asDenominator())
		for i := range e.Items {
			e.Items[i].Weight += e.Items[i].Value
		}
		return e
	}
	rate := func(s *scope, _ string) *Explanation {
		return join(closed(StageWon, one)(s, ""), closed(StageLost, none)(s, "")).mean()
	}
	return map[string]explainer{
		"won": closed(StageWon, one), "lost": closed(StageLost, one),
		"won_value": closed(StageWon, amountOf), "lost_value": closed(StageLost, amountOf),
		"win_rate": rate, "value_win_rate": valueRate,
		"hygiene_win_rate": func(s *scope, _ string) *Explanation {
			stale := s.openDeals(func(d *DealFact) bool { return s.overdue(d) || s.isStuck(d) })
			return join(rate(s, ""), dealItems(stale, none).mean())
		},
		"average_won": func(s *scope, _ string) *Explanation { return amounts(s, StageWon).mean() },
		"days_to_win": days(StageWon), "days_to_lose": days(StageLost),
		"opened": func(s *scope, _ string) *Explanation { return dealItems(s.opened(s.f.Period), one) },
		"velocity": func(s *scope, _ string) *Explanation {
			return join(dealItems(s.opened(s.f.Period), none), rate(s, "").plain()).
				of("opened", "average_won", "win_rate", "days_to_win")
		},
		"reasons": func(s *scope, part string) *Explanation {
			return s.reasonItems(part, func(d *DealFact) string { return strings.TrimSpace(d.Reason) })
		},
		"reasons_by_stage": func(s *scope, part string) *Explanation {
			return s.reasonItems(part, func(d *DealFact) string { return string(d.LastStage) })
		},
	}
}

// reasonItems returns the deals of one line of metric reasons, "lost:price".
func (s *scope) reasonItems(part string, of func(*DealFact) string) *Explanation {
	kind, reason, picked := strings.Cut(part, ":")
	var deals []*DealFact
	for _, k := range []StageKind{StageWon, StageLost} {
		for _, d := range s.closedIn(k, s.f.Period) {
			if !picked || string(k) == kind && of(d) == reason {
				deals = append(deals, d)
			}
		}
	}
	return dealItems(deals, one)
}

func explainPipeline() map[string]explainer {
	open := func(pass func(*scope) func(*DealFact) bool, value func(*DealFact) float64) explainer {
		return func(s *scope, _ string) *Explanation { return dealItems(s.openDeals(pass(s)), value) }
	}
	every := func(*scope) func(*DealFact) bool { return nil }
	cover := func(late bool) explainer {
		return func(s *scope, _ string) *Explanation {
			e := dealItems(s.openDeals(func(d *DealFact) bool { return s.dueInPeriod(d) && (!late || s.late(d)) }), amountOf)
			var m Metrics
			s.measureAttainment(&m)
			den := 0.0
			if m.Gap != nil {
				den = float64(*m.Gap)
			}
			e.Den = &den
			return e.of("gap")
		}
	}
	records := func(of ...string) explainer {
		return func(s *scope, _ string) *Explanation { return dealItems(s.openDeals(nil), amountOf).plain().of(of...) }
	}
	return map[string]explainer{
		"open": open(every, one), "open_value": open(every, amountOf),
		"weighted": func(s *scope, _ string) *Explanation { return dealItems(s.openDeals(nil), s.weigh) },
		"overdue":  open(func(s *scope) func(*DealFact) bool { return s.overdue }, one),
		"undated":  open(func(*scope) func(*DealFact) bool { return undated }, one),
		"stuck":    open(func(s *scope) func(*DealFact) bool { return s.isStuck }, one),
		"neglected": open(func(s *scope) func(*DealFact) bool {
			return s.isNeglected
		}, one),
		"coverage": cover(false), "late_coverage": cover(true),
		"required_coverage": func(s *scope, _ string) *Explanation {
			e := explainOutcomes()["value_win_rate"](s, "")
			return e.plain().of("value_win_rate")
		},
		"load": records("open", "gap", "average_won", "win_rate"), "win_chance": records("open"),
		"movement": func(s *scope, part string) *Explanation {
			e := &Explanation{}
			for i := range s.moves {
				for _, p := range s.moves[i].parts() {
					if p.way == part || part == "" && p.way == movedEnd {
						e.Items = append(e.Items, Item{Kind: KindDeal, ID: s.moves[i].DealID, Value: float64(p.value)})
					}
				}
			}
			return e
		},
	}
}

func explainStages() map[string]explainer {
	class := func(ratio bool, counts func(fate) (value, weight float64)) explainer {
		return func(s *scope, part string) *Explanation {
			e := &Explanation{Ratio: ratio}
			for _, c := range s.cohorts {
				if value, weight := counts(c.fate); string(c.stage) == part && (value != 0 || weight != 0) {
					e.Items = append(e.Items, Item{Kind: KindDeal, ID: c.deal, Value: value, Weight: weight})
				}
			}
			return e
		}
	}
	only := func(wanted fate) explainer {
		return class(false, func(f fate) (float64, float64) {
			if f == wanted {
				return 1, 0
			}
			return 0, 0
		})
	}
	return map[string]explainer{
		"stage_entered":  class(false, func(fate) (float64, float64) { return 1, 0 }),
		"stage_advanced": only(fateAdvanced), "stage_lost": only(fateLost), "stage_back": only(fateBack), "stage_still": only(fateStill),
		"stage_conversion": class(true, func(f fate) (float64, float64) {
			switch f {
			case fateAdvanced:
				return 1, 1
			case fateLost:
				return 0, 1
			default:
				return 0, 0
			}
		}),
		"stage_days": func(s *scope, part string) *Explanation { return s.stageDayItems(part) },
		"stage_open": func(s *scope, part string) *Explanation {
			return dealItems(s.openDeals(func(d *DealFact) bool { return string(d.Stage) == part }), one)
		},
	}
}

// stageDayItems makes an item of every deal with a stay in the stage that
// ended in the period: its days there.
func (s *scope) stageDayItems(part string) *Explanation {
	e := &Explanation{Ratio: true}
	at := make(map[ID]int)
	for _, stay := range s.ended {
		if string(stay.stage) != part {
			continue
		}
		if _, seen := at[stay.deal]; !seen {
			at[stay.deal] = len(e.Items)
			e.Items = append(e.Items, Item{Kind: KindDeal, ID: stay.deal, Weight: 1})
		}
		e.Items[at[stay.deal]].Value += float64(stay.days)
	}
	return e
}
