-- Which city reported for which period?
select city_id, city_name, iso3, period, data_date, due_at, received_at, counted_at, reports, is_expected, is_on_time, state
from report_calendar($known_on)
where passes(city_id, $city)
    and passes(iso3, $country)
order by city_name, data_date
