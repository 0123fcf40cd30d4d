-- Counts the figures of one quarter from the CSV files of Maven's "CRM Sales
-- Opportunities", in the folder the shell stands in, without the program.
-- The result is the table counted(period, scope, figure, value).
--
-- Readings taken: a deal belongs to the day it was closed; what a rep is
-- credited with is the close value of the deals they won; the team is the
-- manager of sales_teams.csv; reps without a deal have zeros and no win rate.

.import --csv sales_pipeline.csv deal
.import --csv sales_teams.csv seller

CREATE VIEW closed AS
SELECT deal.sales_agent AS rep, seller.manager AS manager, deal_stage AS stage,
	CAST(close_value AS INTEGER) AS value,
	julianday(close_date) - julianday(nullif(engage_date, '')) AS days
FROM deal JOIN seller ON seller.sales_agent = deal.sales_agent
WHERE deal_stage IN ('Won', 'Lost') AND close_date BETWEEN '2017-01-01' AND '2017-03-31';

-- Everyone is a scope of their own, of their team and of the whole.
CREATE VIEW scope AS
SELECT sales_agent AS rep, 'rep ' || sales_agent AS name FROM seller
UNION ALL SELECT sales_agent, 'team ' || manager FROM seller
UNION ALL SELECT sales_agent, 'everyone' FROM seller;

CREATE VIEW sums AS
SELECT name,
	count(*) FILTER (WHERE stage = 'Won') AS won,
	count(*) FILTER (WHERE stage = 'Lost') AS lost,
	coalesce(sum(value) FILTER (WHERE stage = 'Won'), 0) AS credited,
	avg(days) FILTER (WHERE stage = 'Won') AS days_to_win
FROM scope LEFT JOIN closed USING (rep)
GROUP BY name;

CREATE TABLE counted AS
SELECT '2017-Q1' AS period, name AS scope, 'won' AS figure, won AS value FROM sums
UNION ALL SELECT '2017-Q1', name, 'lost', lost FROM sums
UNION ALL SELECT '2017-Q1', name, 'win_rate', won * 1.0 / nullif(won + lost, 0) FROM sums
UNION ALL SELECT '2017-Q1', name, 'credited', credited FROM sums
UNION ALL SELECT '2017-Q1', name, 'days_to_win', days_to_win FROM sums WHERE name NOT LIKE 'team %';

-- What was open at the end of the data, of whatever period.
INSERT INTO counted
SELECT '2017-Q1', name, 'open', count(deal.opportunity_id)
FROM scope LEFT JOIN deal ON deal.sales_agent = scope.rep AND deal_stage IN ('Prospecting', 'Engaging')
GROUP BY name;
