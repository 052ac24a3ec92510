-- Of which projects does a file say nothing, by title?
select left_blank.project_id, coalesce(project.title, left_blank.project_id) as title
from left_blank
left join project using (project_id)
where left_blank.submission_id = $submission_id
order by title, project_id
