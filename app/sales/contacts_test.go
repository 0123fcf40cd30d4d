package sales_test

import (
	"testing"

	"attain/app/sales"
)

func TestLikelySameTellsPeopleApart(t *testing.T) {
	for _, c := range []struct {
		a, b sales.Contact
		want bool
	}{
		{sales.Contact{Name: "Kim", Email: "Kim@Hansung.kr"}, sales.Contact{Name: "J. Kim", Email: "kim@hansung.kr "}, true},
		{sales.Contact{Name: "Kim", Phone: "010-1234-5678"}, sales.Contact{Name: "김", Phone: "+82 10 1234 5678"}, true},
		{sales.Contact{Name: "김 민수"}, sales.Contact{Name: "김민수", Email: "ms@x.kr"}, true},
		{sales.Contact{Name: "Kim", Email: "a@x.kr"}, sales.Contact{Name: "Kim", Email: "b@x.kr"}, false},
		{sales.Contact{Name: "Kim", Phone: "12345"}, sales.Contact{Name: "Lee", Phone: "12345"}, false},
		{sales.Contact{Name: "Kim", Phone: "010-1234-5678"}, sales.Contact{Name: "Kim", Phone: "010-1234-5679"}, false},
		{sales.Contact{}, sales.Contact{}, false},
	} {
		if got, back := sales.LikelySame(c.a, c.b), sales.LikelySame(c.b, c.a); got != c.want || back != c.want {
			t.Errorf("%+v and %+v the same: %t and %t, want %t", c.a, c.b, got, back, c.want)
		}
	}
	people := []sales.Contact{{Name: "A", Email: "a@x"}, {Name: "B"}, {Name: "a"}, {Name: "A", Email: "A@x"}}
	if pairs := sales.LikelyDuplicates(people); len(pairs) != 2 || pairs[2] != 0 || pairs[3] != 0 {
		t.Errorf("pairs %v", pairs)
	}
}
