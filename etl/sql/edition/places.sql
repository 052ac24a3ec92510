-- The member state of each city.
select city_id, iso3 from city order by city_id;
