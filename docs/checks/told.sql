-- Takes what `attain metrics --json` printed, one document a row in
-- printed(document), apart into told(period, scope, figure, value).

CREATE TABLE told AS
WITH part AS (
	SELECT document ->> '$.period.label' AS period, 'everyone' AS scope, '' AS manager,
		document -> '$.team' AS figures
	FROM printed
	UNION ALL
	SELECT document ->> '$.period.label', 'rep ' || (value ->> '$.rep'), value ->> '$.manager', value
	FROM printed, json_each(document, '$.reps')
), figure AS (
	SELECT period, scope, manager, key AS figure, atom AS value
	FROM part, json_each(figures)
	WHERE key IN ('won', 'lost', 'win_rate', 'credited', 'open', 'quota', 'attainment', 'won_units')
	UNION ALL
	SELECT period, scope, manager, 'days_to_win', figures ->> '$.days_to_win.mean' FROM part
), team AS (
	SELECT period, 'team ' || manager AS scope, figure, sum(value) AS value
	FROM figure WHERE manager <> '' AND figure IN ('won', 'lost', 'credited', 'open')
	GROUP BY 1, 2, 3
)
SELECT period, scope, figure, value FROM figure
UNION ALL SELECT * FROM team
UNION ALL
SELECT won.period, won.scope, 'win_rate', won.value * 1.0 / nullif(won.value + lost.value, 0)
FROM team AS won JOIN team AS lost USING (period, scope)
WHERE won.figure = 'won' AND lost.figure = 'lost';

CREATE VIEW compared AS
SELECT counted.period, counted.scope, counted.figure, counted.value AS counted, told.value AS told,
	-- A billionth of a part is the error of adding decimals, not of counting.
	CASE WHEN told.scope IS NULL THEN 0
		WHEN counted.value IS NULL OR told.value IS NULL THEN counted.value IS told.value
		ELSE abs(counted.value - told.value) <= 1e-9 * max(1, abs(counted.value)) END AS equal
FROM counted LEFT JOIN told USING (period, scope, figure)
ORDER BY counted.period, counted.scope, counted.figure;
