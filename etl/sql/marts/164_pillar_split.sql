-- Pillars by whole counts (each project at its lead pillar) and by equal split; and how many each shares and touches.
create or replace macro pillar_split(
    for_period, known_on, of_cities, of_countries, of_sectors, of_focus_areas, of_statuses
) as table (
    select
        in_pillar as key,
        count(*) filter (where in_pillar = lead_pillar) as lead,
        count(*) filter (where in_pillar = lead_pillar and weight < 1) as lead_shared,
        count(*) filter (where in_pillar <> lead_pillar) as touched,
        sum(weight) as pillar_share,
        sum(sum(weight)) over () as projects
    from pillar_weight(for_period, known_on, of_cities, of_countries, of_sectors, of_focus_areas, of_statuses)
    group by in_pillar
);
