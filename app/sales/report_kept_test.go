package sales

import (
	"reflect"
	"slices"
	"testing"
)

// TestDealsDifferInEveryField sets one field of a deal after the other: each
// time it is another deal, or its figures would be taken from before.
func TestDealsDifferInEveryField(t *testing.T) {
	kind := reflect.TypeFor[DealFact]()
	if plain := (DealFact{}); !plain.same(&DealFact{}) {
		t.Fatal("two empty deals differ")
	}
	for i := range kind.NumField() {
		var d DealFact
		field := reflect.ValueOf(&d).Elem().Field(i)
		switch field.Kind() {
		case reflect.String:
			field.SetString("x")
		case reflect.Bool:
			field.SetBool(true)
		case reflect.Slice:
			field.Set(reflect.MakeSlice(field.Type(), 1, 1))
		case reflect.Pointer:
			field.Set(reflect.New(field.Type().Elem()))
		default:
			field.SetInt(1)
		}
		if plain := (DealFact{}); d.same(&plain) || plain.same(&d) {
			t.Errorf("a deal that differs in %s counts as the same", kind.Field(i).Name)
		}
	}
}

// TestMeasureFollowsWhateverDiffers changes one part of the facts after the
// other: with what is known of those before, the figures are the same as
// without.
func TestMeasureFollowsWhateverDiffers(t *testing.T) {
	for name, change := range map[string]func(*Facts){
		"nothing": func(*Facts) {},
		"effects": func(f *Facts) {
			f.Effects = []EffectCount{{RepID: "ann", Type: Call, Attempts: 7, Advanced: 3, OnWon: 2}}
		},
		"activities": func(f *Facts) {
			f.Activities = []ActivityCount{{RepID: "bob", Type: Call, Direction: Outbound, Attempts: 9, Connected: 4}}
		},
		"trend": func(f *Facts) {
			f.Trend = []ActivityMonth{{RepID: "bob", Month: f.Period.To.Month(), Type: Call, Attempts: 9, Connected: 4}}
		},
		"leads": func(f *Facts) {
			f.Leads = []LeadFact{{ID: "new", RepID: "ann", Created: oct(2), Status: LeadNew, Touches: 3}}
		},
		"moves": func(f *Facts) {
			f.Moves = []PipelineMove{{DealID: "d", Owner: "ann", StartOpen: true, StartValue: 5, EndOpen: true, EndValue: 9}}
		},
		"stays":       func(f *Facts) { f.Stays = nil },
		"adjustments": func(f *Facts) { f.Adjustments = nil },
		"quotas":      func(f *Facts) { f.Quotas = nil },
		"stuck limits and chances": func(f *Facts) {
			f.Histogram = nil
			for _, stage := range f.Stages {
				f.Histogram = append(f.Histogram, StayCount{Stage: stage.ID, Days: 0, Outcome: StageWon, Count: 100})
			}
		},
		"touches of a deal": func(f *Facts) { f.Deals[0].Touches += 5 },
		"a deal's owner":    func(f *Facts) { f.Deals[0].OwnerID = "bob" },
		"a deal less":       func(f *Facts) { f.Deals = f.Deals[1:] },
	} {
		before := october()
		report, err := Measure(before, true, nil)
		if err != nil {
			t.Fatal(err)
		}
		after := *before
		after.Deals = slices.Clone(before.Deals)
		change(&after)
		got, err := Measure(&after, true, report)
		if err != nil {
			t.Fatal(err)
		}
		want, err := Measure(&after, true, nil)
		if err != nil {
			t.Fatal(err)
		}
		got.frame, want.frame = nil, nil
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: the figures are not those computed from nothing", name)
		}
	}
}
