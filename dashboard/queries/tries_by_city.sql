-- How many tries did the reports of each city take until they were clean?
select
    city_id, city.name as city_name, country.name as country_name, country.sort_order as country_order,
    count(*) as reports,
    count(tries.tries) as clean,
    count(*) filter (where tries.tries = 1) as at_once,
    median(tries.tries) as tries_median,
    max(tries.tries) as tries_most,
    sum(tries.files) as files
from tries($known_on) as tries
join city using (city_id)
join country using (iso3)
where passes(city_id, $city)
    and passes(iso3, $country)
group by all
order by country_order, city_name
