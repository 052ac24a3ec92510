-- Every name by which a project of the file's cities is known.
select project_id, city_id, title from project where list_contains($cities, city_id)
union
select project.project_id, project.city_id, project_alias.alias
from project_alias join project using (project_id) where list_contains($cities, project.city_id)
union
select project_id, city_id, title from project_update where title is not null and list_contains($cities, city_id);
