-- The figures of an axis at one period.
create or replace macro figures(
    axis, for_period, known_on, cities, countries, sectors, pillars, focus_areas, statuses
) as table (
    select *
    from figures_history(axis, known_on, cities, countries, sectors, pillars, focus_areas, statuses)
    where at_period = for_period
);
