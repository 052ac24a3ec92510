-- Who owes which report by when?
select *
from chase($known_on, $now_at)
where passes(city_id, $city)
    and passes(iso3, $country)
order by coalesce(due_at, data_date::timestamp), country_order, city_name
