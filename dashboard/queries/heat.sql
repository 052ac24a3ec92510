-- How many listed projects of each status does each pair of two axes' members hold?
select
    case $rows when 'city' then city_id when 'country' then iso3 when 'sector' then sector when 'pillar' then pillar
        else focus_area end as row_key,
    case $columns when 'city' then city_id when 'country' then iso3 when 'sector' then sector when 'pillar' then pillar
        else focus_area end as column_key,
    status,
    count(*) as projects
from selected_state('network', $known_on, $city, $country, $sector, $pillar, $focus_area, $status)
where at_period = $at_period and is_listed
group by all
having row_key is not null and column_key is not null
order by row_key, column_key, status
