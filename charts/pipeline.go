package charts

// Pipeline shows the open value by stage, with its weighted part.
type Pipeline struct {
	Stages []PipelineStage
	Money  Format
}

// PipelineStage is one open stage, or a bucket such as "overdue".
type PipelineStage struct {
	ID, Label       string
	Count           int
	Value, Weighted float64
	Late            bool // late stage: drawn stronger
	Apart           bool // not a stage but a bucket (overdue, undated): drawn neutral
}
