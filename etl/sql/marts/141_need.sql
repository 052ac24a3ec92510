-- Support wanted: what the listed projects' own words ask for in the newest report that tells of them, and the money
-- that the newest partner sheets say is still sought, for a project that is open or for the city itself (no project). A want
-- stands until the next report, as a list does (method 2): `told_period` is the report that names it, `is_earlier` that
-- it is not one for the period. Amounts stay in the currency that they were given in and are never added up. What was
-- told of a project that the desk merged or split is told of the one that goes on.
create or replace macro need(for_period, known_on) as table (
    with state as (
        select * from state_at(for_period, known_on) where is_listed and status not in ('completed', 'cancelled')
    ),

    said as (
        select project_id, city_id, 'words' as kind, support_needed as words,
            words_source(source, submission_id) as source, last_period as told_period,
            null as role, null as partner, null as programme, null::double as amount, null as amount_currency,
            null as funding_status, null as open_to_private_sector
        from state
        where support_needed is not null
    ),

    sought as (
        select coalesce(identity.project_id, told.project_id) as project_id, told.city_id,
            'money' as kind, null as words, told.period as told_period, lower(role) as role, partner, programme,
            amount, currency as amount_currency, funding_status, open_to_private_sector
        from told_partner(for_period, known_on) as told
        left join project_identity(known_on) as identity
            on identity.told_id = told.project_id and identity.period = told.period
        where is_sought(funding_status)
    ),

    both_kinds as (
        select * from said
        union all by name
        select * from sought
    )

    select
        both_kinds.*, told_period <> for_period as is_earlier,
        case when both_kinds.project_id is null then 'the city itself' else state.title end as title,
        city.name as city_name, city.iso3, country.name as country_name, country.sort_order as country_order,
        state.status, state.sector, state.sector_name, state.pillar, state.focus_area, state.focus_area_name
    from both_kinds
    join city on city.city_id = both_kinds.city_id
    join country using (iso3)
    left join state on state.project_id = both_kinds.project_id
    where both_kinds.project_id is null or state.project_id is not null
);
