package charts

// Draw paints the chart.
func (b Bullet) Draw(c *Canvas) {}

// Draw paints the chart.
func (b Burnup) Draw(c *Canvas) {}

// Draw paints the chart.
func (b Fan) Draw(c *Canvas) {}

// Draw paints the chart.
func (b Trend) Draw(c *Canvas) {}

// Draw paints the chart.
func (b Pipeline) Draw(c *Canvas) {}

// Draw paints the chart.
func (b Funnel) Draw(c *Canvas) {}

// Draw paints the chart.
func (b StageDays) Draw(c *Canvas) {}

// Draw paints the chart.
func (b Activities) Draw(c *Canvas) {}

// Draw paints the chart.
func (b Heatmap) Draw(c *Canvas) {}

// Draw paints the chart.
func (b Scatter) Draw(c *Canvas) {}

// Draw paints the chart.
func (b FollowUps) Draw(c *Canvas) {}

// Draw paints the chart.
func (b Pareto) Draw(c *Canvas) {}

// Draw paints the chart.
func (b Waterfall) Draw(c *Canvas) {}
