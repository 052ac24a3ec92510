-- Which partners do the reports and the record name for the projects and cities of a view?
with named as (
    select project.city_id, record_partner.project_id, project.title, partner.name as partner, record_partner.role,
        record_partner.programme, record_partner.years, record_partner.source
    from record_partner
    join project using (project_id)
    join partner using (partner_id)
    union all
    select project_partner.city_id, project_partner.project_id, project.title,
        coalesce(partner.name, project_partner.partner), project_partner.role, project_partner.programme,
        project_partner_report.period, null
    from project_partner
    join counted_reports($known_on) project_partner_report using (submission_id, city_id)
    left join project using (project_id)
    left join partner on partner.partner_id = project_partner.partner or partner.name = project_partner.partner
    where project_partner_report.period = $at_period
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
order by partner, city_name, title, years
