-- What changed between two periods, project by project, in the order of member states and cities?
select *
from movement($from_period, $at_period, $known_on)
where ($city is null or list_contains($city, city_id))
    and ($country is null or list_contains($country, iso3))
    and ($sector is null or list_contains($sector, sector))
    and ($pillar is null or list_contains($pillar, pillar))
    and ($focus_area is null or list_contains($focus_area, focus_area))
    and ($status is null or list_contains($status, coalesce(to_status, from_status)))
order by country_order, city_name, title
