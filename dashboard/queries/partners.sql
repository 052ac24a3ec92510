-- Which partners do the reports and the record name for the projects and cities of a view? What was told of a project that
-- the desk merged or split is told of the one that goes on. A city has no class and no status: a view of some leaves out
-- what is told of the city itself.
with told as (
    select partner.name as partner, role, record_partner.programme, record_partner.years, record_partner.source,
        coalesce(merged.project_id, record_partner.project_id) as project_id
    from record_partner
    left join merged_project($known_on) as merged on merged.told_id = record_partner.project_id
    join partner using (partner_id)
),

reported as (
    select project_partner.*, counted.period,
        coalesce(identity.project_id, project_partner.project_id) as about_id
    from project_partner
    join counted_reports($known_on) as counted using (submission_id, city_id)
    left join project_identity($known_on) as identity
        on identity.told_id = project_partner.project_id and identity.period = counted.period
    where counted.period = $at_period
),

named as (
    select project.city_id, told.project_id, project.title, told.partner, told.role, told.programme, told.years,
        told.source
    from told
    join project using (project_id)
    union all
    select reported.city_id, reported.about_id, project.title, coalesce(partner.name, reported.partner),
        reported.role, reported.programme, reported.period, null
    from reported
    left join project on project.project_id = reported.about_id
    left join partner on partner.partner_id = reported.partner or partner.name = reported.partner
    union all
    select pairing.city_id, null, null, partner.name, 'twin', concat_ws(': ', pairing.programme, pairing.counterpart),
        case when year_to is null or year_to = year_from then year_from::varchar else year_from || '–' || year_to end,
        pairing.source
    from pairing
    join partner using (partner_id)
)

select distinct named.*, city.name as city_name
from named
join city using (city_id)
where passes(city_id, $city)
    and passes(iso3, $country)
    and passes(project_id, $project)
    and (
        coalesce($sector, $pillar, $focus_area, $status) is null
        or project_id in (
            select state.project_id
            from selected_state('network', $known_on, null, null, $sector, $pillar, $focus_area, $status) as state
            where state.at_period = $at_period
        )
    )
order by partner, city_name, title, years, role, programme, source, project_id
