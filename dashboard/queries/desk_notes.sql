-- What has the desk written down of projects, newest first?
with entry as (
    select
        coalesce(merged.project_id, desk.project_id) as about_id,
        desk.*
    from desk_entries($known_on) as desk
    left join merged_project($known_on) as merged on merged.told_id = desk.project_id
)

select entry.*, other.title as other_title, told.title as told_title
from entry
left join project as other on other.project_id = entry.other_id
left join project as told on told.project_id = entry.project_id
where ($project_id is null or about_id = $project_id or other_id = $project_id)
    and passes(kind, $kinds)
order by decided_at desc, entry_id desc
