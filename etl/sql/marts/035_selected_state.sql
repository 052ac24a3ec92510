-- The projects that a view's filters leave, with their key on one axis. A filter that is null lets everything pass.
create or replace macro selected_state(axis, known_on, cities, countries, sectors, pillars, focus_areas, statuses) as table (
    select
        case axis
            when 'network' then (select value from meta where key = 'programme_code')
            when 'city' then city_id
            when 'country' then iso3
            when 'sector' then coalesce(sector, 'not_stated')
            when 'pillar' then coalesce(pillar, 'not_stated')
            when 'focus_area' then coalesce(focus_area, 'not_stated')
            when 'project' then project_id
        end as key,
        *
    from state_history(known_on)
    where (cities is null or list_contains(cities, city_id))
        and (countries is null or list_contains(countries, iso3))
        and (sectors is null or list_contains(sectors, sector))
        and (pillars is null or list_contains(pillars, pillar))
        and (focus_areas is null or list_contains(focus_areas, focus_area))
        and (statuses is null or list_contains(statuses, status))
);
