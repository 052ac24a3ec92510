-- What can each filter be set to? Codes with labels in the order of their lists; cities under their country; what a
-- status means.
select 'country' as axis, iso3 as code, name as label, '' as group_name, sort_order as place, name as second, '' as meaning
from country
union all
select 'city', city.city_id, city.name, country.name, country.sort_order, city.name, ''
from city join country using (iso3)
union all
select 'sector', code, name, '', sort_order, name, '' from sector
union all
select 'pillar', code, name, '', sort_order, name, '' from pillar
union all
select 'focus_area', code, name, '', sort_order, name, '' from focus_area
union all
select 'status', code, label, '', sort_order, label, coalesce(meaning, '') from status
order by axis, place, second
