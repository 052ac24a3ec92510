-- Which partner works with which city and project in view, in what role?
select *
from partner_tie($at_period, $known_on)
where ($city is null or list_contains($city, city_id))
    and ($country is null or list_contains($country, iso3))
    and ($sector is null or list_contains($sector, sector))
    and ($pillar is null or list_contains($pillar, pillar))
    and ($focus_area is null or list_contains($focus_area, focus_area))
    and ($status is null or list_contains($status, status))
order by lower(partner), country_order, city_name, title, years
