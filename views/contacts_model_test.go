package views

import (
	"testing"

	"attain/app/sales"
)

func TestAPhoneNumberIsWrittenAsTelWantsIt(t *testing.T) {
	for phone, want := range map[string]string{"+82 (0)2-555 1234": "tel:+82025551234", "555.1234#9": "tel:5551234#9", "no number": "tel:"} {
		if got := phoneAddress(phone); got != want {
			t.Errorf("%q is %q, want %q", phone, got, want)
		}
	}
	if got := mailAddress("kim@hansung.kr"); got != "mailto:kim@hansung.kr" {
		t.Errorf("the address is %q", got)
	}
}

func TestReachingForAPersonIsAnAttemptAboutTheSame(t *testing.T) {
	about := sales.Activity{DealID: "d", RepID: "x"}
	got := attemptWith(about, sales.Contact{ID: "c", Name: "Kim"}, sales.Mail)
	want := sales.Activity{DealID: "d", RepID: "x", Type: sales.Mail, ContactID: "c", Subject: "Kim"}
	if got != want || about.Subject != "" {
		t.Errorf("logged is %+v, want %+v", got, want)
	}
}

func TestTheLaterOfTwoTwinsIsMergedIntoTheFirst(t *testing.T) {
	people := []sales.Contact{{ID: "1", Name: "Kim", Email: "kim@a.kr"}, {ID: "2", Name: "Lee"}, {ID: "3", Name: "Kim J.", Email: "KIM@a.kr"}}
	merged := keptOf(people)
	if len(merged) != 1 || merged[2].ID != "1" {
		t.Errorf("merged are %+v", merged)
	}
	// By name the one noted yesterday comes before the one known for years.
	people = []sales.Contact{{ID: "9", Name: "ann  lee", Phone: "+1 555 0043 00"}, {ID: "1", Name: "Ann Lee", Phone: "555 0043 00"}}
	if merged = keptOf(people); len(merged) != 1 || merged[0].ID != "1" {
		t.Errorf("the newer one is kept: %+v", merged)
	}
}
