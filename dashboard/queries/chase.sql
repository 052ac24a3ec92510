-- Who owes which report by when?
select *
from chase($known_on, $now_at)
where ($city is null or list_contains($city, city_id))
    and ($country is null or list_contains($country, iso3))
order by coalesce(due_at, data_date::timestamp), country_order, city_name
