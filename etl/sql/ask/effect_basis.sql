-- The periods whose state a report for $periods changes, each with the one that it is read from: itself once anybody has
-- reported for it, else the latest before; and the newest that anybody reported for, where that is later than all of them:
-- what is told of an earlier period carries to it.
with counted as (
    select distinct period, data_date from counted_reports(null)
),

asked as (
    select period, data_date from period where list_contains($periods, period)
)

select asked.period, max_by(counted.period, counted.data_date) as basis, false as is_carried
from asked
left join counted on counted.data_date <= asked.data_date
group by asked.period
union all
select period, period, true
from counted
where data_date > (select max(data_date) from asked)
qualify row_number() over (order by data_date desc) = 1
order by is_carried, period;
