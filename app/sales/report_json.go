package sales

import "encoding/json"

// Document is a report as `attain metrics --json` prints it: money as decimal
// numbers in major units (sums exact, computed values unrounded), ratios as
// fractions of 1, no value as null. The names are those of metrics.md.
type Document struct {
	Period   Period          `json:"period"`
	AsOf     Day             `json:"as_of"`
	Currency string          `json:"currency"`
	Product  string          `json:"product,omitempty"` // the one it is about
	Team     MetricsDocument `json:"team"`
	Reps     []RepDocument   `json:"reps"`
	Stages   []StageDocument `json:"stages"`
	Trend    []TrendDocument `json:"trend"`
}

// RepDocument is one rep's metrics.
type RepDocument struct {
	Rep     string `json:"rep"`
	Manager string `json:"manager"`
	MetricsDocument
	Trend []TrendDocument `json:"trend"`
}

// TrendDocument is one month of metric revenue_trend.
type TrendDocument struct {
	Month    string       `json:"month"`
	Credited json.Number  `json:"credited"`
	Quota    *json.Number `json:"quota"`
	Won      int          `json:"won"`
	Units    int64        `json:"units"`
	Change   *float64     `json:"change"`
	New      bool         `json:"new"` // the month before had nothing, this one has
	Running  bool         `json:"running"`
	Turn     bool         `json:"turn"`
}

// StageDocument is the funnel and the time of one stage.
type StageDocument struct {
	Stage      string         `json:"stage"`
	Entered    int            `json:"entered"`
	Advanced   int            `json:"advanced"`
	Lost       int            `json:"lost"`
	Back       int            `json:"back"`
	Still      int            `json:"still"`
	Conversion *float64       `json:"conversion"`
	Days       SpreadDocument `json:"days"`
	Age        SpreadDocument `json:"age"`
	Open       int            `json:"open"`
	OpenValue  json.Number    `json:"open_value"`
	Weighted   float64        `json:"weighted"`
	Stuck      int            `json:"stuck"`
}

// InsightDocument is metric insight: what was found, with its two numbers and
// samples, in words.
type InsightDocument struct {
	Kind   string `json:"kind"`
	Text   string `json:"text"`
	Action string `json:"action"`
}

// AddSignals adds metric insight in a language to the team and to the reps
// they are about. reps are those of the document, in its order.
func (d *Document) AddSignals(signals []ReviewSignal, reps []RepMetrics, lang string) {
	for _, signal := range signals {
		printed := InsightDocument{Kind: signal.Kind, Text: signal.Text.In(lang), Action: signal.Action.In(lang)}
		if signal.Shared {
			d.Team.Insight = append(d.Team.Insight, printed)
		}
		for i := range d.Reps {
			if signal.RepID != "" && reps[i].Rep.ID == signal.RepID {
				d.Reps[i].Insight = append(d.Reps[i].Insight, printed)
			}
		}
	}
}

// SpreadDocument is a sample of days.
type SpreadDocument struct {
	Mean   *float64 `json:"mean"`
	Median *float64 `json:"median"`
	P75    *float64 `json:"p75"`
	N      int      `json:"n"`
}

// printer turns values into their printed form in one currency.
type printer struct {
	currency Currency
	stages   map[ID]string
}

func (p printer) money(a Amount) json.Number { return json.Number(p.currency.Decimal(a)) }

func (p printer) maybe(a *Amount) *json.Number {
	if a == nil {
		return nil
	}
	n := p.money(*a)
	return &n
}

func (p printer) major(minor float64) float64 { return minor / p.currency.Scale() }

func (p printer) computed(minor *float64) *float64 {
	if minor == nil {
		return nil
	}
	v := p.major(*minor)
	return &v
}

// Document returns the report in the form that is printed as JSON.
func (r *Report) Document() *Document {
	p := printer{currency: r.Currency, stages: r.StageNames}
	d := &Document{
		Period: r.Period, AsOf: r.AsOf, Currency: r.Currency.Code, Product: r.Product,
		Team: p.metrics(&r.Team), Stages: p.stageRows(r.Team.Stages), Trend: p.trend(r.Trend),
		Reps: []RepDocument{},
	}
	for i := range r.Reps {
		rep := &r.Reps[i]
		d.Reps = append(d.Reps, RepDocument{
			Rep: rep.Rep.Name, Manager: rep.Rep.Manager, MetricsDocument: p.metrics(&rep.Metrics), Trend: p.trend(rep.Trend),
		})
	}
	return d
}

func (p printer) trend(months []TrendMonth) []TrendDocument {
	list := make([]TrendDocument, 0, len(months))
	for _, m := range months {
		list = append(list, TrendDocument{
			Month: m.Month.String(), Credited: p.money(m.Credited), Quota: p.maybe(m.Quota), Won: m.Won, Units: m.Units,
			Change: m.Change.Value(), New: m.Change.Den == 0 && m.Change.Num != 0, Running: m.Running, Turn: m.Turn,
		})
	}
	return list
}

func (p printer) stageRows(stages []StageMetrics) []StageDocument {
	list := make([]StageDocument, 0, len(stages))
	for _, s := range stages {
		list = append(list, StageDocument{
			Stage: s.Name, Entered: s.Entered, Advanced: s.Advanced, Lost: s.Lost, Back: s.Back, Still: s.Still,
			Conversion: s.Conversion.Value(), Days: SpreadDocument(s.Days), Age: SpreadDocument(s.Age), Open: s.Open, OpenValue: p.money(s.OpenValue),
			Weighted: p.major(s.Weighted), Stuck: s.Stuck,
		})
	}
	return list
}
