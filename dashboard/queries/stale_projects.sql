-- Which lists are from an earlier report, and how many projects does that touch?
select * from stale_projects($at_period, $known_on, $city, $country, $sector, $pillar, $focus_area, $status)
order by country_order, city_name
