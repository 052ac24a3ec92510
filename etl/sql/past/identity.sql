-- Projects of the file's cities that the desk merged or split: whose the rows under their codes are, by period.
select identity.told_id, identity.period, identity.project_id, project.title
from project_identity($known_on::timestamp) as identity
join project using (project_id)
where list_contains($cities, project.city_id) and identity.told_id <> identity.project_id;
