-- What is known of some projects at the period shown, so that it can be decided whether they are the same?
select
    project.project_id,
    coalesce(state.title, project.title) as title,
    (select string_agg(alias, '; ' order by alias) from project_alias where project_alias.project_id = project.project_id)
        as aliases,
    state.is_listed,
    state.first_period,
    state.last_period,
    state.focus_area_name,
    state.sector_name,
    state.pillar_name,
    state.in_baseline,
    state.planned_start,
    state.planned_end,
    state.progress_note,
    words_source(state.source, state.submission_id) as source,
    state.source_page,
    project.identity_basis
from project
left join (from state_history($known_on) where at_period = $at_period) as state using (project_id)
where list_contains($projects, project.project_id)
order by project.project_id
