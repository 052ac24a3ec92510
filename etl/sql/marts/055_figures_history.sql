-- The figures of an axis at every period.
create or replace macro figures_history(
    axis, known_on, of_cities, of_countries, of_sectors, of_pillars, of_focus_areas, of_statuses, now_at := null
) as table (
    select * exclude (axis)
    from figures_of(
        [axis], [axis], null, known_on, of_cities, of_countries, of_sectors, of_pillars, of_focus_areas, of_statuses,
        now_at
    )
);
