-- Every member of some axes in its own order, also those without a project: an empty sector is shown, not left out.
create or replace macro axis_members(axes, of_cities, of_countries, of_sectors, of_pillars, of_focus_areas) as table (
    select 'network' as axis, (select value from meta where key = 'programme_code') as key,
        (select value from meta where key = 'programme_name') as name, 0 as sort_order
    where list_contains(axes, 'network')
    union all
    select 'country', iso3, name, sort_order from country
    where list_contains(axes, 'country') and passes(iso3, of_countries)
    union all
    select 'city', city_id, city.name, (row_number() over (order by country.sort_order, city.name))::integer
    from city join country using (iso3)
    where list_contains(axes, 'city')
        and passes(city_id, of_cities)
        and passes(iso3, of_countries)
    union all
    select 'sector', code, name, sort_order from sector
    where list_contains(axes, 'sector') and passes(code, of_sectors)
    union all
    select 'pillar', code, name, sort_order from pillar
    where list_contains(axes, 'pillar') and passes(code, of_pillars)
    union all
    select 'focus_area', code, name, sort_order from focus_area
    where list_contains(axes, 'focus_area') and passes(code, of_focus_areas)
);
-- The members of one axis.
create or replace macro axis_member(axis, of_cities, of_countries, of_sectors, of_pillars, of_focus_areas) as table (
    select * exclude (axis)
    from axis_members([axis], of_cities, of_countries, of_sectors, of_pillars, of_focus_areas)
);
