-- The key of a project on an axis; `not_stated` where its report names none.
create or replace macro key_on(axis, programme, city_id, iso3, sector, pillar, focus_area, project_id) as
    case axis
        when 'network' then programme
        when 'city' then city_id
        when 'country' then iso3
        when 'sector' then coalesce(sector, 'not_stated')
        when 'pillar' then coalesce(pillar, 'not_stated')
        when 'focus_area' then coalesce(focus_area, 'not_stated')
        when 'project' then project_id
    end;
-- The projects that a view's filters leave, with their key on one axis. A filter that is null lets everything pass.
create or replace macro selected_state(axis, known_on, of_cities, of_countries, of_sectors, of_pillars, of_focus_areas, of_statuses) as table (
    select
        key_on(
            axis, (select value from meta where key = 'programme_code'),
            city_id, iso3, sector, pillar, focus_area, project_id
        ) as key,
        *
    from state_history(known_on)
    where passes(city_id, of_cities)
        and passes(iso3, of_countries)
        and passes(sector, of_sectors)
        and passes(pillar, of_pillars)
        and passes(focus_area, of_focus_areas)
        and passes(status, of_statuses)
);
