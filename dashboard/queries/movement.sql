-- What changed between two periods, project by project, in the order of member states and cities?
select *
from moved_in_view(
    $from_period, $known_on, $at_period, $known_on, $city, $country, $sector, $pillar, $focus_area, $status
)
order by country_order, city_name, title, project_id
