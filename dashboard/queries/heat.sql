-- How many listed projects of each status does each pair of two axes' members hold?
with placed as (
    select
        case $rows when 'city' then city_id when 'country' then iso3 when 'sector' then sector when 'pillar' then pillar
            else focus_area end as row_key,
        case $columns when 'city' then city_id when 'country' then iso3 when 'sector' then sector
            when 'pillar' then pillar else focus_area end as column_key,
        status
    from selected_state('network', $known_on, $city, $country, $sector, $pillar, $focus_area, $status)
    where at_period = $at_period and is_listed
)

select row_key, column_key, status, count(*) as projects
from placed
where row_key is not null and column_key is not null
group by row_key, column_key, status
order by row_key, column_key, status
