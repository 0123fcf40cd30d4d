-- Counts quota, sales and attainment per salesperson and month from the CSV
-- files of Adventure Works, in the folder the shell stands in, without the
-- program. The result is the table counted(period, scope, figure, value).
--
-- Readings taken: an order is one deal, won on its order date; a line's
-- amount is the column Sales, in whole cents; a target belongs to the month
-- of its first day; no target is no value, not zero.

.mode csv
.separator "|" "\n"
.import Sales.csv line
.import Salesperson.csv seller
.import Targets.csv target

CREATE VIEW month AS
SELECT DISTINCT replace(substr(OrderDate, 1, 7), '/', '-') AS period FROM line;

CREATE TABLE sold AS
SELECT replace(substr(OrderDate, 1, 7), '/', '-') AS period, EmployeeKey,
	count(DISTINCT SalesOrderNumber) AS won,
	sum(CAST(Quantity AS INTEGER)) AS units,
	sum(CAST(round(Sales * 100) AS INTEGER)) AS cents
FROM line GROUP BY 1, 2;

CREATE VIEW sums AS
SELECT month.period, Salesperson AS rep, coalesce(won, 0) AS won, coalesce(units, 0) AS units,
	coalesce(cents, 0) / 100.0 AS credited, CAST(TargetAmount AS REAL) AS quota
FROM month CROSS JOIN seller
LEFT JOIN sold ON sold.period = month.period AND sold.EmployeeKey = seller.EmployeeKey
LEFT JOIN target ON target.EmployeeID = seller.EmployeeID
	AND replace(substr(TargetMonth, 1, 7), '/', '-') = month.period;

CREATE VIEW figures AS
SELECT period, 'rep ' || rep AS name, won, units, credited, quota, credited / nullif(quota, 0) AS attainment FROM sums
UNION ALL
SELECT period, 'everyone', sum(won), sum(units), round(sum(credited), 2), sum(quota),
	round(sum(credited), 2) / nullif(sum(quota), 0)
FROM sums GROUP BY period;

CREATE TABLE counted AS
SELECT period, name AS scope, 'won' AS figure, won AS value FROM figures
UNION ALL SELECT period, name, 'won_units', units FROM figures
UNION ALL SELECT period, name, 'credited', credited FROM figures
UNION ALL SELECT period, name, 'quota', quota FROM figures
UNION ALL SELECT period, name, 'attainment', attainment FROM figures;
