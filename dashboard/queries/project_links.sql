-- Which other projects may be this one, or took its work over? What the desk decided by then is asked no more.
select project_link.kind, project_link.other_id, project.title
from project_link
join project on project.project_id = project_link.other_id
where project_link.project_id = $project_id
    and (project_link.kind <> 'possible_same_as'
        or (project_link.project_id, project_link.other_id) in (select project_id, other_id from maybe_same($known_on)))
order by kind, title, project_link.other_id
