-- Where is each city?
select city.city_id, city.iso3, country.name as country_name, city.lat, city.lon
from city
join country using (iso3)
