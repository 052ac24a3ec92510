-- How did each project of a plan end, and how do we know?
select *
from closeout($plan, $at_period, $known_on)
where ($city is null or list_contains($city, city_id))
    and ($country is null or list_contains($country, iso3))
order by country_order, city_name, title
