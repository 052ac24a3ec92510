-- Periods up to an edition's, newest first, with how many reports of each counted by a moment.
with counted as (
    select period, count(*) as reports from counted_reports($known_on::timestamp) group by all
)

select period.period, period.data_date, coalesce(reports, 0) as reports
from period
left join counted using (period)
where data_date <= (select data_date from period where period = $period)
order by data_date desc;
