-- Which partner is named with which city or project, in what role: as the record, the pairings and the newest partner
-- sheet of each city by the period name it, none before its first year. Money that is only sought is a need, not a tie.
-- What was told of a project that the desk merged or split is told of the one that goes on. A tie is past where its
-- last year is before the year of the period's data date. Without a last year (null) nobody says that it ended, as with a
-- sheet, which stands until its city's next.
create or replace macro partner_tie(for_period, known_on) as table (
    with moment as (
        select data_date as at_date, year(data_date) as at_year from period where period = for_period
    ),

    reported as (
        select
            told.city_id, coalesce(identity.project_id, told.project_id) as project_id, partner.partner_id,
            coalesce(partner.name, told.partner) as partner, lower(told.role) as role,
            told.programme, null as counterpart, null as theme, told.period as years,
            year(told.data_date) as first_year, null::integer as last_year, 'report' as basis, null as source
        from told_partner(for_period, known_on) as told
        left join project_identity(known_on) as identity
            on identity.told_id = told.project_id and identity.period = told.period
        left join partner
            on lower(trim(told.partner)) in (
                lower(partner.partner_id), lower(partner.name), lower(trim(split_part(partner.name, '(', 1)))
            )
        where not is_sought(told.funding_status)
    ),

    recorded as (
        select
            project.city_id, coalesce(merged.project_id, record_partner.project_id) as project_id, partner.partner_id,
            partner.name as partner,
            lower(record_partner.role) as role, record_partner.programme, null as counterpart, null as theme,
            record_partner.years, first_year(record_partner.years) as first_year,
            last_year(record_partner.years) as last_year, 'record' as basis, record_partner.source
        from record_partner
        join project using (project_id)
        left join merged_project(known_on) as merged on merged.told_id = record_partner.project_id
        join partner using (partner_id)
    ),

    paired as (
        select
            pairing.city_id, null as project_id, partner.partner_id, partner.name as partner, 'twin' as role,
            pairing.programme, pairing.counterpart, pairing.theme,
            case when year_to = year_from then year_from::varchar when year_to is null then 'from ' || year_from
                else year_from || '–' || year_to end as years,
            year_from as first_year, year_to as last_year, 'pairing' as basis, pairing.source
        from pairing
        join partner using (partner_id)
    ),

    tie as (
        select * from reported
        union all by name
        select * from recorded
        union all by name
        select * from paired
    )

    select
        tie.* exclude (first_year), coalesce(tie.last_year < moment.at_year, false) as is_past,
        city.name as city_name, city.iso3, country.name as country_name, country.sort_order as country_order,
        coalesce(state.title, project.title) as title, state.status, coalesce(state.is_listed, false) as is_listed,
        coalesce(state.sector, project.sector) as sector, coalesce(state.pillar, project.pillar) as pillar,
        coalesce(state.focus_area, project.focus_area) as focus_area
    from tie
    join moment on coalesce(tie.first_year <= moment.at_year, true)
    join city using (city_id)
    join country using (iso3)
    left join project using (project_id)
    left join (from state_at(for_period, known_on)) as state using (project_id)
);
