-- The same within a selection: the projects that were in it at the first moment (`was_in`) or are in it at the last
-- (`is_in`). One that went into another class or status is in only one of them while listed at both.
create or replace macro moved_in_view(
    from_period, from_known_on, to_period, to_known_on,
    of_cities, of_countries, of_sectors, of_pillars, of_focus_areas, of_statuses
) as table (
    with placed as (
        select
            *,
            from_status is not null
                and passes(from_sector, of_sectors)
                and passes(from_pillar, of_pillars)
                and passes(from_focus_area, of_focus_areas)
                and passes(from_status, of_statuses) as was_in,
            to_status is not null
                and passes(sector, of_sectors)
                and passes(pillar, of_pillars)
                and passes(focus_area, of_focus_areas)
                and passes(to_status, of_statuses) as is_in
        from movement_between(from_period, from_known_on, to_period, to_known_on)
        where passes(city_id, of_cities) and passes(iso3, of_countries)
    )

    select * from placed where was_in or is_in
);
