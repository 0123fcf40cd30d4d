package sales

// The ways into and out of the pipeline, by the names of metric movement.
const (
	movedStart  = "start"
	movedNew    = "new"
	movedIn     = "pulled_in"
	movedChange = "value_change"
	movedWon    = "won"
	movedLost   = "lost"
	movedOut    = "pushed_out"
	movedEnd    = "end"
)

// movement returns metric movement of the scope's deals. Each deal comes in
// one way and goes out (or stays) one way, and what lies between its values
// then is value change, so the parts add up by construction.
func (s *scope) movement() Movement {
	sums := make(map[string]Amount)
	for i := range s.moves {
		for _, part := range s.moves[i].parts() {
			sums[part.way] += part.value
		}
	}
	return Movement{
		Start: sums[movedStart], New: sums[movedNew], PulledIn: sums[movedIn], ValueChange: sums[movedChange],
		Won: sums[movedWon], Lost: sums[movedLost], PushedOut: sums[movedOut], End: sums[movedEnd],
	}
}

type movePart struct {
	way   string
	value Amount
}

// parts returns how the deal came in, by how much its value changed, and how
// it went out or that it stayed.
func (move *PipelineMove) parts() [3]movePart {
	in := movePart{movedIn, move.FirstValue}
	switch {
	case move.StartOpen:
		in = movePart{movedStart, move.StartValue}
	case move.Created:
		in.way = movedNew
	}
	out := movePart{movedOut, move.EndValue}
	switch {
	case move.EndOpen:
		out.way = movedEnd
	case move.EndKind == StageWon:
		out.way = movedWon
	case move.EndKind == StageLost:
		out.way = movedLost
	}
	return [3]movePart{in, {movedChange, out.value - in.value}, out}
}
