-- Which projects can be asked about: those that are planned, or not yet completed?
select project_id, title, city_id, city_name, country_name, country_order, status, sector, sector_name, focus_area_name
from selected_state('network', $known_on, $city, $country, $sector, $pillar, $focus_area, $status)
where at_period = $at_period and is_listed and status not in ('completed', 'cancelled')
order by country_order, city_name, title, project_id
