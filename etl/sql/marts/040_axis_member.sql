-- Every member of an axis in its own order, also those without a project: an empty sector is shown, not left out.
create or replace macro axis_member(axis, cities, countries, sectors, pillars, focus_areas) as table (
    select (select value from meta where key = 'programme_code') as key,
        (select value from meta where key = 'programme_name') as name, 0 as sort_order
    where axis = 'network'
    union all
    select iso3, name, sort_order from country
    where axis = 'country' and (countries is null or list_contains(countries, iso3))
    union all
    select city_id, city.name, (row_number() over (order by country.sort_order, city.name))::integer
    from city join country using (iso3)
    where axis = 'city'
        and (cities is null or list_contains(cities, city_id))
        and (countries is null or list_contains(countries, iso3))
    union all
    select code, name, sort_order from sector
    where axis = 'sector' and (sectors is null or list_contains(sectors, code))
    union all
    select code, name, sort_order from pillar
    where axis = 'pillar' and (pillars is null or list_contains(pillars, code))
    union all
    select code, name, sort_order from focus_area
    where axis = 'focus_area' and (focus_areas is null or list_contains(focus_areas, code))
);
