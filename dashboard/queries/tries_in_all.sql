-- In how many tries do reports come clean, over all cities in view?
select
    count(*) as reports,
    count(tries.tries) as clean,
    count(*) filter (where tries.tries = 1) as at_once,
    median(tries.tries) as tries_median,
    max(tries.tries) as tries_most
from tries($known_on) as tries
join city using (city_id)
where passes(city_id, $city)
    and passes(iso3, $country)
