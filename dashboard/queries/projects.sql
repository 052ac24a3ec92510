-- Which projects does the view hold, also those whose name, city or former name has the words searched for?
with found as (
    select
        state.*,
        count(*) over () as total
    from selected_state('network', $known_on, $city, $country, $sector, $pillar, $focus_area, $status) state
    where at_period = $at_period
        and ($listed is null or is_listed = ($listed = 'yes'))
        and (
            $q is null
            or contains(lower(title), lower($q))
            or contains(lower(city_name), lower($q))
            or contains(lower(country_name), lower($q))
            or project_id = lower($q)
            or project_id in (select project_id from project_alias where contains(lower(alias), lower($q)))
            or city_id in (select city_id from city where contains(lower(aliases), lower($q)))
        )
)

select
    project_id, title, city_id, city_name, iso3, country_name, country_order, status, is_listed, is_new, is_stale,
    focus_area, focus_area_name, sector, sector_name, pillar, pillar_name, percent_complete, progress_pct, progress_basis,
    planned_pct, slippage_pts, planned_start, planned_end, first_period, last_period, total
from found
order by
    case when $sort = 'title' then lower(title) when $sort = 'focus_area' then focus_area_name
        when $sort = 'sector' then sector_name when $sort = 'pillar' then pillar_name end,
    case when $sort = 'status' then list_position(['completed', 'ongoing', 'planning', 'on_hold', 'cancelled'], status)
        end nulls last,
    case when $sort = 'progress' then -progress_pct when $sort = 'slippage' then slippage_pts end nulls last,
    country_order, city_name, title, project_id
limit $rows offset $skip
