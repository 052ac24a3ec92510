-- How did each project of a plan end, and how do we know?
select *
from closeout($plan, $at_period, $known_on)
where passes(city_id, $city)
    and passes(iso3, $country)
order by country_order, city_name, title
