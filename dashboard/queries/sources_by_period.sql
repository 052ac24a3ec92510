-- From how many cities came the reports behind the figures, for each period up to the one shown? A city counts once a
-- period, however many files told of it.
select period, count(distinct city_id) as cities
from counted_reports($known_on)
where data_date <= (select data_date from period where period = $at_period)
group by period, data_date
order by data_date
