-- What does a city owe: the periods that ask for reports and have no list yet?
select period, period.label, period.due_at, period.data_date, state, is_expected, received_at, counted_at, reports
from report_calendar(null)
join period using (period)
where city_id = $city and not period.list_published
order by data_date
