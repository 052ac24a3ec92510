-- Every project with its city and what the desk decided of its identity: merged into which, made by which split.
select project.project_id, project.city_id, project.title, merged.other_id as merged_into, project.entry_id as made_by,
    project.entry_id is not null and split.entry_id is null as is_unmade
from project
left join (from desk_entries(null) where kind = 'merge') as merged using (project_id)
left join (from desk_entries(null) where kind = 'split') as split on split.entry_id = project.entry_id
order by project.project_id;
