-- Partners that are active on work like a project's: in projects of its sector, in pairings on its theme, or by what they say they do.
-- The theme is the first word of the sector's code ("water" of water_quality). No score; each row is one reason.
create or replace macro need_partner(for_project, for_period, known_on) as table (
    with wanted as (
        select sector, split_part(sector, '_', 1) as theme
        from state_at(for_period, known_on)
        where project_id = for_project and sector is not null and sector <> 'other'
    ),

    ties as (
        select * from partner_tie(for_period, known_on)
    ),

    by_project as (
        select partner, partner_id, 'project' as reason, role, programme, city_id, city_name, country_order,
            ties.project_id, title, null as said, source
        from ties
        join wanted on ties.sector = wanted.sector
        where ties.project_id is not null
    ),

    by_pairing as (
        select partner, partner_id, 'pairing' as reason, role, programme, city_id, city_name, country_order,
            null as project_id, null as title, ties.theme as said, source
        from ties
        join wanted on contains(lower(ties.theme), wanted.theme)
        where ties.basis = 'pairing'
    ),

    by_words as (
        select name as partner, partner_id, 'what' as reason, null as role, programme, null as city_id, null as city_name,
            null as country_order, null as project_id, null as title, what as said, source
        from partner
        join wanted on regexp_matches(lower(concat_ws(' ', partner.what, partner.programme)), '\b' || wanted.theme || '\b')
    )

    select * from by_project
    union all by name
    select * from by_pairing
    union all by name
    select * from by_words
);
