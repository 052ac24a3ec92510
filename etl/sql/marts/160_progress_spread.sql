-- How the percents of an axis's members spread: quartiles, ends, and from how many projects (method.md 3).
create or replace macro progress_spread(
    axis, for_period, known_on, of_cities, of_countries, of_sectors, of_pillars, of_focus_areas, of_statuses
) as table (
    select
        key,
        count(progress_pct) as spread_n,
        count(*) as spread_of,
        min(progress_pct) as progress_min,
        quantile_cont(progress_pct, 0.25) as progress_q1,
        median(progress_pct) as progress_q2,
        quantile_cont(progress_pct, 0.75) as progress_q3,
        max(progress_pct) as progress_max
    from selected_state(axis, known_on, of_cities, of_countries, of_sectors, of_pillars, of_focus_areas, of_statuses)
    where at_period = for_period and is_listed and status <> 'cancelled'
    group by key
);
