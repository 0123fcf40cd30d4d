package sales

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// The bands of metric fit.
const (
	FitGood = "good"
	FitFair = "fair"
	FitPoor = "poor"
)

// FitScore returns the share of the profile's weighted criteria that a lead's
// attributes meet, from 0 to 1, and whether there is a profile to compare
// with. A missing attribute meets nothing.
func FitScore(profile []Criterion, attributes map[string]string) (score float64, scored bool) {
	var met, all float64
	for _, c := range profile {
		weight := max(c.Weight, 0)
		all += weight
		if meets(c, attributes) {
			met += weight
		}
	}
	if all == 0 {
		return 0, false
	}
	return met / all, true
}

// FitBand returns the band of a score: good, fair or poor.
func (t Thresholds) FitBand(score float64) string {
	switch {
	case score >= t.FitGood-closeEnough:
		return FitGood
	case score >= t.FitFair-closeEnough:
		return FitFair
	default:
		return FitPoor
	}
}

func meets(c Criterion, attributes map[string]string) bool {
	value := attribute(attributes, c.Attribute)
	if value == "" {
		return false
	}
	wanted := plain(c.Value)
	number, isNumber := quantity(value)
	limit, isLimit := quantity(wanted)
	numbers := isNumber && isLimit
	switch c.Operator {
	case "is":
		return value == wanted || numbers && number == limit
	case "contains":
		return strings.Contains(value, wanted)
	case "at least":
		return numbers && number >= limit
	case "at most":
		return numbers && number <= limit
	default:
		return false
	}
}

// attribute finds a lead's attribute whatever the case of its name.
func attribute(attributes map[string]string, name string) string {
	if value, ok := attributes[name]; ok {
		return plain(value)
	}
	names := make([]string, 0, len(attributes))
	for key := range attributes {
		names = append(names, key)
	}
	slices.Sort(names)
	for _, key := range names {
		if plain(key) == plain(name) {
			return plain(attributes[key])
		}
	}
	return ""
}

func plain(text string) string { return strings.ToLower(strings.TrimSpace(text)) }

// quantity reads a number as people write it, with commas between thousands.
func quantity(text string) (float64, bool) {
	v, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", ""), 64)
	return v, err == nil
}

// leadsCreated returns the leads created in the period.
func (s *scope) leadsCreated() []*LeadFact {
	return s.leadsWhere(func(l *LeadFact) bool { return s.happened(l.Created) })
}

// leadsDecided returns the leads qualified or disqualified in the period.
func (s *scope) leadsDecided() []*LeadFact {
	return s.leadsWhere(func(l *LeadFact) bool {
		return s.happened(l.Decided) && (l.Status == LeadQualified || l.Status == LeadDisqualified)
	})
}

func (s *scope) leadsWhere(pass func(*LeadFact) bool) []*LeadFact {
	var list []*LeadFact
	for _, l := range s.leads {
		if pass(l) {
			list = append(list, l)
		}
	}
	return list
}

// measureLeads fills the metrics of leads: conversion over those decided in
// the period, touches and fit over those created in it.
func (s *scope) measureLeads(m *Metrics) {
	created, decided := s.leadsCreated(), s.leadsDecided()
	m.LeadConversion = conversion(decided)
	m.WarmShare = s.warm(created)
	if len(created) > 0 {
		touches := 0.0
		for _, l := range created {
			touches += float64(l.Touches)
		}
		mean := touches / float64(len(created))
		m.LeadTouches = &mean
	}
	m.PerLead = perLead(decided)
	m.Fit = s.fit(created)
	m.LeadsBySource = s.leadGroups(func(l *LeadFact) string { return strings.TrimSpace(l.Source) })
	slices.SortStableFunc(m.LeadsBySource, func(a, b LeadGroup) int {
		return cmp.Or(-cmp.Compare(a.Leads, b.Leads), cmp.Compare(a.Name, b.Name))
	})
	m.LeadsByFit = s.leadGroups(s.fitBand)
	order := map[string]int{FitGood: 1, FitFair: 2, FitPoor: 3, "": 4}
	slices.SortFunc(m.LeadsByFit, func(a, b LeadGroup) int { return cmp.Compare(order[a.Name], order[b.Name]) })
}

func conversion(decided []*LeadFact) Ratio {
	qualified := 0
	for _, l := range decided {
		if l.Status == LeadQualified {
			qualified++
		}
	}
	return share(qualified, len(decided))
}

func (s *scope) isWarm(l *LeadFact) bool {
	return l.Touches >= max(1, s.f.Settings.Thresholds.WarmTouches)
}

func (s *scope) warm(leads []*LeadFact) Ratio {
	warm := 0
	for _, l := range leads {
		if s.isWarm(l) {
			warm++
		}
	}
	return share(warm, len(leads))
}

// leadGroups divides leads created or decided in the period by a name.
func (s *scope) leadGroups(name func(*LeadFact) string) []LeadGroup {
	created, decided := make(map[string][]*LeadFact), make(map[string][]*LeadFact)
	var names []string
	add := func(groups map[string][]*LeadFact, leads []*LeadFact) {
		for _, l := range leads {
			groups[name(l)] = append(groups[name(l)], l)
			if !slices.Contains(names, name(l)) {
				names = append(names, name(l))
			}
		}
	}
	add(created, s.leadsCreated())
	add(decided, s.leadsDecided())
	var list []LeadGroup
	for _, n := range names {
		list = append(list, LeadGroup{
			Name: n, Leads: len(created[n]), Conversion: conversion(decided[n]), Warm: s.warm(created[n]),
		})
	}
	return list
}

// fitScore is what FitScore returns.
type fitScore struct {
	score  float64
	scored bool
}

// fitScores are the scores of the leads that were asked about, shared by all
// frames of the same leads.
type fitScores struct {
	mu sync.Mutex
	of map[*LeadFact]fitScore
}

// fitOf is FitScore of a lead, computed once for all who ask.
func (fr *frame) fitOf(l *LeadFact) (score float64, scored bool) {
	fr.scores.mu.Lock()
	defer fr.scores.mu.Unlock()
	known, ok := fr.scores.of[l]
	if !ok {
		known.score, known.scored = FitScore(fr.f.Profile, l.Attributes)
		fr.scores.of[l] = known
	}
	return known.score, known.scored
}

func (s *scope) fitBand(l *LeadFact) string {
	score, scored := s.fitOf(l)
	if !scored {
		return ""
	}
	return s.f.Settings.Thresholds.FitBand(score)
}

func (s *scope) fit(created []*LeadFact) Fit {
	var fit Fit
	var scores []float64
	for _, l := range created {
		score, scored := s.fitOf(l)
		if !scored {
			continue
		}
		scores = append(scores, score)
		switch s.f.Settings.Thresholds.FitBand(score) {
		case FitGood:
			fit.Good++
		case FitFair:
			fit.Fair++
		default:
			fit.Poor++
		}
	}
	if len(scores) > 0 {
		mean := sumOf(scores, func(v float64) float64 { return v }) / float64(len(scores))
		fit.Mean = &mean
	}
	fit.Share = share(fit.Good, len(scores))
	return fit
}

// perLead returns metric activities_per_lead: attempts by type until the
// decision, per lead qualified and per lead disqualified in the period.
func perLead(decided []*LeadFact) []PerLead {
	attempts := map[LeadStatus]map[ActivityType]int{LeadQualified: {}, LeadDisqualified: {}}
	leads := make(map[LeadStatus]int)
	seen := map[ActivityType]bool{Call: true, Mail: true, Meeting: true}
	for _, l := range decided {
		leads[l.Status]++
		for t, n := range l.ByType {
			attempts[l.Status][t] += n
			seen[t] = seen[t] || n > 0
		}
	}
	var list []PerLead
	for _, t := range orderTypes(seen) {
		list = append(list, PerLead{
			Type:         t,
			Qualified:    share(attempts[LeadQualified][t], leads[LeadQualified]),
			Disqualified: share(attempts[LeadDisqualified][t], leads[LeadDisqualified]),
		})
	}
	return list
}
