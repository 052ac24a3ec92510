-- Every update is of a registered project of the same city.
select project_update.submission_id, project_update.project_id
from project_update
left join project using (project_id, city_id)
where project.project_id is null;
