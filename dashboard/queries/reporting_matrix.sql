-- What became of each city's report for each period?
select *
from reporting_matrix($known_on, $now_at)
where ($city is null or list_contains($city, city_id))
    and ($country is null or list_contains($country, iso3))
order by country_order, city_name, data_date
