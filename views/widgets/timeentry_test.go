package widgets

import "testing"

func TestTimeEntryReadsTheWaysToWriteATime(t *testing.T) {
	entry := NewTimeEntry(TimeTexts{Invalid: "wrong", Morning: "오전", Afternoon: "오후"})
	for text, want := range map[string]int{
		"9": 540, "930": 570, "9:30": 570, "1430": 870, "14:30": 870, "0:05": 5, "2pm": 840, "2:15 PM": 855,
		"12am": 0, "12 pm": 720, "오후 2시 30분": 870, "오전 9시": 540,
		"25": -1, "9:60": -1, "13pm": -1, "soon": -1, "1:2:3": -1, "0am": -1,
	} {
		entry.SetText(text)
		got, filled, ok := entry.Minutes()
		if !ok {
			got = -1
		}
		if got != want || !filled || (entry.Problem() != "") != (want < 0) {
			t.Errorf("%q is minute %d (problem %q), not %d", text, got, entry.Problem(), want)
		}
	}
	entry.SetText("")
	if _, filled, ok := entry.Minutes(); filled || !ok {
		t.Error("an empty entry holds a time")
	}
}
