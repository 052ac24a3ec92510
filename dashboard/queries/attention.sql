-- Which projects should somebody ask about, and what raises the question?
with asked as (
    select *
    from attention($at_period, $known_on)
    where ($city is null or list_contains($city, city_id))
        and ($country is null or list_contains($country, iso3))
        and ($sector is null or list_contains($sector, sector))
        and ($pillar is null or list_contains($pillar, pillar))
        and ($focus_area is null or list_contains($focus_area, focus_area))
        and ($status is null or list_contains($status, status))
)

select *
from asked
where $project_id is null or project_id = $project_id
order by country_order, city_name, title, project_id, reason_order
