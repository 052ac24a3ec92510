-- Every name by which a project of the file's cities is known; `before`: only those given before that submission.
with known as (
    select * from project where $before is null or submission_id is null or submission_id < $before
)

select project_id, city_id, title from known where list_contains($cities, city_id)
union
select known.project_id, known.city_id, project_alias.alias
from project_alias join known using (project_id) where list_contains($cities, known.city_id)
union
select project_id, city_id, title from project_update
where title is not null and list_contains($cities, city_id) and ($before is null or submission_id < $before);
