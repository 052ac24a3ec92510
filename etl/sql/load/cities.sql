-- Member cities.
delete from city;
insert into city by name
select city_id, name, iso3, is_capital = '1' as is_capital, is_pilot = '1' as is_pilot, lat::double as lat, lon::double as lon,
    aliases, valid_from::date as valid_from, valid_to::date as valid_to, date_precision,
    population::bigint as population, population_year::integer as population_year, population_basis
from list_rows;
