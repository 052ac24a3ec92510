-- Which partners do the reports and the record name for the projects and cities of a view? A city has no class and no status:
-- a view of some leaves out what is told of the city itself.
select distinct
    city_id, project_id, title, partner, role, nullif(concat_ws(': ', programme, counterpart), '') as programme, years,
    source, city_name
from partner_tie($at_period, $known_on)
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
