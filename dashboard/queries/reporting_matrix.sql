-- What became of each city's report for each period?
select *
from reporting_matrix($known_on, $now_at)
where passes(city_id, $city)
    and passes(iso3, $country)
order by country_order, city_name, data_date
