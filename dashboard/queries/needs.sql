-- What support is wanted for the projects in view?
select *
from need($at_period, $known_on)
where ($city is null or list_contains($city, city_id))
    and ($country is null or list_contains($country, iso3))
    and ($sector is null or list_contains($sector, sector))
    and ($pillar is null or list_contains($pillar, pillar))
    and ($focus_area is null or list_contains($focus_area, focus_area))
    and ($status is null or list_contains($status, status))
order by country_order, city_name, title, kind desc, role, partner
