-- Which projects of a city may be one and the same, or follow each other? Each pair once;
-- pairs on which the desk decided by then are asked no more.
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
    and (
        link.kind <> 'possible_same_as'
        or (link.project_id, link.other_id) in (
            select project_id, other_id
            from maybe_same($known_on)
            where project_id < other_id
                or (other_id, project_id) not in (
                    select project_id, other_id from project_link where kind = 'possible_same_as'
                )
        )
    )
order by project.title, other_title, link.kind
