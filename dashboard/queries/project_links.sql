-- Which other projects may be this one, or took its work over?
select project_link.kind, project_link.other_id, project.title
from project_link
join project on project.project_id = project_link.other_id
where project_link.project_id = $project_id
order by kind, title, project_link.other_id
