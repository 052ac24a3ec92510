-- Planned and actual progress of the same projects, those with dated milestones and a percent, at every period
-- (method.md 4), so that the two lines may be compared.
create or replace macro plan_against_actual(
    axis, known_on, of_cities, of_countries, of_sectors, of_pillars, of_focus_areas, of_statuses
) as table (
    select
        key,
        at_period,
        any_value(at_date) as at_date,
        avg(planned_pct) as plan_planned,
        avg(progress_pct) as plan_actual,
        count(*) as plan_n
    from selected_state(axis, known_on, of_cities, of_countries, of_sectors, of_pillars, of_focus_areas, of_statuses)
    where is_listed and status <> 'cancelled' and slippage_pts is not null
    group by key, at_period
);
