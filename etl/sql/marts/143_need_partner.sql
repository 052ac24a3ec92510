-- Partners that are named on work like a project's: in projects of its sector, in pairings on its theme, or by what
-- they say they do. The theme is the first word of the sector's code ("water" of water_quality). No score; each row is one
-- reason with its years. Past is what a tie calls so (partner_tie); a partner's own years are read in the same way.
create or replace macro need_partner(for_project, for_period, known_on) as table (
    with wanted as (
        select sector, split_part(sector, '_', 1) as theme
        from state_at(for_period, known_on)
        where project_id = for_project and sector is not null and sector <> 'other'
    ),

    moment as (
        select year(data_date) as at_year from period where period = for_period
    ),

    ties as (
        select * from partner_tie(for_period, known_on)
    ),

    by_project as (
        select partner, partner_id, 'project' as reason, role, programme, city_id, city_name, country_order,
            ties.project_id, title, null as said, years, is_past, source
        from ties
        join wanted on ties.sector = wanted.sector
        where ties.project_id is not null
    ),

    by_pairing as (
        select partner, partner_id, 'pairing' as reason, role, programme, city_id, city_name, country_order,
            null as project_id, null as title, ties.theme as said, years, is_past, source
        from ties
        join wanted on contains(lower(ties.theme), wanted.theme)
        where ties.basis = 'pairing'
    ),

    by_words as (
        select name as partner, partner_id, 'what' as reason, null as role, programme, null as city_id, null as city_name,
            null as country_order, null as project_id, null as title, what as said, years,
            coalesce(last_year(years) < at_year, false) as is_past, source
        from partner
        join moment on coalesce(first_year(years) <= at_year, true)
        join wanted on regexp_matches(lower(concat_ws(' ', partner.what, partner.programme)), '\b' || wanted.theme || '\b')
    )

    select * from by_project
    union all by name
    select * from by_pairing
    union all by name
    select * from by_words
);
