-- Which projects of other pillars touch one pillar?
select project_id, title, city_id, city_name, country_name, status, sector_name, lead_pillar
from pillar_weight($at_period, $known_on, $city, $country, $sector, $focus_area, $status)
where in_pillar = $key and lead_pillar <> $key
order by country_order, city_name, title, project_id
