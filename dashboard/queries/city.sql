-- Who is this city, since when is it a member, and when did it last report?
select
    city.city_id, city.name, city.iso3, country.name as country_name, city.is_capital, city.is_pilot, city.valid_from,
    city.date_precision, city.population, city.population_year, city.population_basis, city.lat, city.lon,
    last_report.period as last_period, last_report.data_date as last_date, last_report.counted_at
from city
join country using (iso3)
left join (
    select city_id, max_by(period, data_date) as period, max(data_date) as data_date, max(counted_at) as counted_at
    from counted_reports($known_on)
    where data_date <= (select data_date from period where period = $at_period)
    group by city_id
) last_report using (city_id)
where passes(city_id, $city)
    and passes(iso3, $country)
order by country.sort_order, city.name
