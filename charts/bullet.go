package charts

// State is the band a figure lies in; it chooses colour and symbol.
type State int

// The bands of pace, and StateEarly where it is too early in the period (or
// there is no quota) to say.
const (
	StateEarly State = iota
	StateOnTrack
	StateBehind
	StateOffTrack
)

// Bullet is the chart "attainment": one bar per rep, as a share of the rep's
// own quota, with a mark where it is expected to be today.
type Bullet struct {
	Bars  []BulletBar
	Money Format // credited and quota
	Ratio Format // attainment as per cent
}

// BulletBar is one rep (or the team). Quota NaN or ≤ 0 means "not set".
type BulletBar struct {
	ID, Label                 string
	Credited, Quota, Expected float64 // same unit; Expected is the expected-to-date of Quota
	State                     State
	Team                      bool // drawn stronger, as the sum of the others
}
