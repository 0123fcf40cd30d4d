package sales

import "testing"

func TestRatio(t *testing.T) {
	check(t, "a half", Ratio{1, 2}, 0.5)
	check(t, "of nothing", Ratio{1, 0}, nil)
	check(t, "a half, whatever the fallback", Ratio{1, 2}.Of(7), 0.5)
	check(t, "the fallback", Ratio{1, 0}.Of(7), 7)
}
