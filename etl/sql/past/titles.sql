-- Every name by which a project of the file's cities is known; `before`: only those given before that submission. A name
-- of a project that was merged is a name of the one that goes on.
with known as (
    select *
    from project
    where ($before is null or submission_id is null or submission_id < $before)
        and (entry_id is null or entry_id in (select entry_id from desk_entries($known_on::timestamp)))
        and list_contains($cities, city_id)
),

named as (
    select project_id, title from known
    union
    select project_id, alias from project_alias
    union
    select project_id, title from project_update
    where title is not null and list_contains($cities, city_id) and ($before is null or submission_id < $before)
    union
    select project_id, value from desk_entries($known_on::timestamp) where kind = 'rename'
)

select distinct coalesce(merged.project_id, known.project_id) as project_id, known.city_id, named.title
from named
join known using (project_id)
left join merged_project($known_on::timestamp) as merged on merged.told_id = known.project_id;
