package charts

// Waterfall is the chart "movement": how the open value at the start became
// the open value at the end.
type Waterfall struct {
	Steps []WaterfallStep
	Money Format
}

// WaterfallStep is a total (start, end) or a signed change between them.
type WaterfallStep struct {
	ID, Label string
	Value     float64 // signed change, or the level of a total
	Total     bool
	Role      Role // colour of a change; RoleNeutral chooses by sign
}
