-- Which reports had come in by an edition's moment, and when, for the periods up to its own.
select
    'report' as axis, period as at_period, city_id as key, state, is_expected, is_on_time, received_at, reports
from report_calendar($known_on::timestamp)
where data_date <= (select data_date from period where period = $period)
order by period, city_id;
