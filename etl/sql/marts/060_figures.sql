-- The figures of an axis at one period.
create or replace macro figures(
    axis, for_period, known_on, of_cities, of_countries, of_sectors, of_pillars, of_focus_areas, of_statuses
) as table (
    select * exclude (axis)
    from figures_of(
        [axis], [], for_period, known_on, of_cities, of_countries, of_sectors, of_pillars, of_focus_areas, of_statuses
    )
);
