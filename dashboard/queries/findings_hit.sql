-- Which findings do the cities in view hit most, and how many were mended in the next try?
select * from findings_hit($known_on, of_cities := $city, of_countries := $country) order by places desc, code
