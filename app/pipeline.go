package app

import (
	"context"
	"fmt"

	"attain/app/sales"
)

// Pipeline is what the board shows: the open deals of a scope and those
// closed in its period, each judged.
type Pipeline struct {
	AsOf     sales.Day
	Stages   []sales.Stage // in order, without archived ones that hold no deal
	Deals    []sales.BoardDeal
	Judged   map[sales.ID]sales.Judgement // of open deals
	Chances  map[sales.ID]float64         // chance to win of open deals
	Products map[sales.ID]string
	Reps     []sales.Rep
	Report   *sales.Report
}

// Pipeline returns the board of a scope.
func (s *Service) Pipeline(ctx context.Context, scope Scope) (*Pipeline, error) {
	deals, err := s.Board(ctx, scope)
	if err != nil {
		return nil, fmt.Errorf("read the pipeline: %w", err)
	}
	figures, err := s.fromRecords().measure(ctx, scope.Period, scope.AsOf, false)
	if err != nil {
		return nil, fmt.Errorf("read the pipeline: %w", err)
	}
	p := &Pipeline{
		AsOf: figures.Facts.AsOf, Deals: deals, Judged: sales.Judge(figures.Facts), Chances: map[sales.ID]float64{},
		Products: map[sales.ID]string{}, Reps: figures.Facts.Reps, Report: figures.Report,
	}
	used := map[sales.ID]bool{}
	for _, d := range deals {
		used[d.Stage] = true
		if d.Kind == sales.StageOpen {
			p.Chances[d.ID] = figures.Models.Chance.WinChance(d.DealFact, p.AsOf)
		}
	}
	for _, stage := range figures.Facts.Stages {
		if !stage.Archived || used[stage.ID] {
			p.Stages = append(p.Stages, stage)
		}
	}
	for _, product := range figures.Facts.Products {
		p.Products[product.ID] = product.Name
	}
	return p, nil
}
