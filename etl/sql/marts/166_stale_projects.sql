-- Listed projects whose city sent no report for the period, so that its list is from an earlier one (method.md 2).
create or replace macro stale_projects(
    for_period, known_on, of_cities, of_countries, of_sectors, of_pillars, of_focus_areas, of_statuses
) as table (
    select
        city_id, any_value(city_name) as city_name, any_value(country_name) as country_name,
        any_value(country_order) as country_order,
        max(last_period) as last_period, max(last_date) as last_date, count(*) as projects
    from selected_state('network', known_on, of_cities, of_countries, of_sectors, of_pillars, of_focus_areas, of_statuses)
    where at_period = for_period and is_listed and is_stale
    group by city_id
);
