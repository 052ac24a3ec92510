-- The period whose state a report for $period changes: itself once anybody has reported for it, else the latest before.
select max_by(period, data_date) as basis
from counted_reports(null)
where data_date <= (select data_date from period where period = $period);
