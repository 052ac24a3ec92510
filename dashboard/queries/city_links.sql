-- Which projects of a city may be one and the same, or follow each other? Each pair once.
select distinct
    link.kind,
    project.title,
    other.title as other_title
from project_link link
join project on project.project_id = link.project_id
join project other on other.project_id = link.other_id
join city on city.city_id = project.city_id
where passes(project.city_id, $city)
    and passes(city.iso3, $country)
    and (link.kind <> 'possible_same_as' or link.project_id < link.other_id
        or not exists (
            select 1 from project_link back
            where back.project_id = link.other_id and back.other_id = link.project_id and back.kind = link.kind
        ))
order by project.title, other_title, link.kind
