-- As which project does a code go on that was merged, as known on a moment?
select merged.project_id, coalesce(state.title, project.title) as title
from merged_project($known_on) as merged
join project using (project_id)
left join (from state_history($known_on) where at_period = $at_period) as state using (project_id)
where merged.told_id = $project_id
