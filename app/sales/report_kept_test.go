package sales

import (
	"reflect"
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
