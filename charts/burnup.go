package charts

// Burnup shows credited so far against the target, day by day of a period.
// Series share Labels' index; a series may be shorter, or NaN where it has
// no value (credited after today, projection before it).
type Burnup struct {
	Labels     []string  // one per day, such as "3 Oct"
	Credited   []float64 // cumulative to the end of the day
	Expected   []float64 // expected-to-date at the end of the day
	Projection []float64 // optional: where it goes at this pace
	Target     float64   // the quota; NaN if not set
	Money      Format
}
