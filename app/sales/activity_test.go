package sales

import "testing"

func TestConnects(t *testing.T) {
	cases := []struct {
		kind    ActivityType
		outcome Outcome
		want    bool
	}{
		{Call, Conversation, true},
		{Call, Voicemail, false},
		{Call, Reply, false},
		{Mail, Reply, true},
		{Mail, Bounce, false},
		{Message, Reply, true},
		{Message, Conversation, false},
		{Meeting, Held, true},
		{Meeting, NoShow, false},
		{"visit", Held, true},
		{"visit", Conversation, true},
		{"visit", "", false},
	}
	for _, c := range cases {
		if got := Connects(Activity{Type: c.kind, Outcome: c.outcome}); got != c.want {
			t.Errorf("a %s that ended as %q connects: %v, want %v", c.kind, c.outcome, got, c.want)
		}
	}
}

func TestThreadJoinsAnExchange(t *testing.T) {
	base := Activity{ID: "1", RepID: "kim", DealID: "d", Subject: "Our offer"}
	same := []Activity{
		{ID: "2", RepID: "kim", DealID: "d", Subject: "Re: Our offer"},
		{ID: "3", RepID: "kim", DealID: "d", Subject: "RE: FWD:  our  OFFER "},
		{ID: "4", RepID: "kim", DealID: "d", LeadID: "l", Subject: "답장: Fw: Our offer"},
	}
	for _, a := range same {
		if Thread(a) != Thread(base) {
			t.Errorf("%q is another thread than %q", a.Subject, base.Subject)
		}
	}
	other := []Activity{
		{ID: "2", RepID: "lee", DealID: "d", Subject: "Our offer"},
		{ID: "2", RepID: "kim", DealID: "e", Subject: "Our offer"},
		{ID: "2", RepID: "kim", LeadID: "l", Subject: "Our offer"},
		{ID: "2", RepID: "kim", LeadRef: "someone", Subject: "Our offer"},
		{ID: "2", RepID: "kim", DealID: "d", Subject: "Our offers"},
		{ID: "2", RepID: "kim", DealID: "d", Subject: " Re: "},
		{ID: "3", RepID: "kim", DealID: "d"},
	}
	seen := map[string]bool{Thread(base): true}
	for _, a := range other {
		if seen[Thread(a)] {
			t.Errorf("%+v is in a thread with another", a)
		}
		seen[Thread(a)] = true
	}
}
