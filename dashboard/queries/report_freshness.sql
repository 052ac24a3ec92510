-- What was new in each city's report for one period?
select freshness.*, city.name as city_name, country.name as country_name, country.sort_order as country_order
from report_freshness($known_on) as freshness
join city using (city_id)
join country using (iso3)
where freshness.period = $at_period
    and passes(city_id, $city)
    and passes(iso3, $country)
order by country.sort_order, city.name
