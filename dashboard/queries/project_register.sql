-- What does the register hold of one project: its permanent id, where its identity and classification come from?
select
    project.*,
    city.name as city_name,
    city.iso3,
    country.name as country_name,
    (select list(alias order by alias) from project_alias where project_alias.project_id = project.project_id) as aliases
from project
join city using (city_id)
join country using (iso3)
where project_id = $project_id
