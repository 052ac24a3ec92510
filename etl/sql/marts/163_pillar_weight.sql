-- Each listed project's weight in each pillar that it leads or touches: one project with m others gives 1/(m+1) to each
-- (method.md 3, equal split), so that the shares of all pillars add up to the list.
create or replace macro pillar_weight(
    for_period, known_on, of_cities, of_countries, of_sectors, of_focus_areas, of_statuses
) as table (
    with listed as (
        select
            *,
            list_distinct(
                list_prepend(pillar, list_filter(string_split(replace(coalesce(other_pillars, ''), ' ', ''), ';'), lambda part: part <> ''))
            ) as pillars
        from selected_state(
            'network', known_on, of_cities, of_countries, of_sectors, null, of_focus_areas, of_statuses
        )
        where at_period = for_period and is_listed and pillar is not null
    )

    select
        project_id, title, city_id, city_name, country_name, country_order, status, sector_name, pillar as lead_pillar,
        unnest(pillars) as in_pillar,
        1.0 / len(pillars) as weight
    from listed
);
