-- Where are the projects of each city that was a member by the period or the moment of looking?
select
    figures.key as city_id, figures.name as city_name, city.iso3, country.name as country_name, city.lat, city.lon,
    figures.* exclude (key, name)
from figures('city', $at_period, $known_on, $city, $country, $sector, $pillar, $focus_area, $status) figures
join city on city.city_id = figures.key
join country using (iso3)
where figures.projects > 0 or figures.member_cities > 0
order by figures.sort_order
