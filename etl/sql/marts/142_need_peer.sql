-- Cities that finished similar work: completed projects of the same sector or focus area, with when each was first reported
-- completed. "Other" is no likeness. No score; the reasons are the columns.
create or replace macro need_peer(for_project, for_period, known_on) as table (
    with wanted as (
        select sector, focus_area from state_at(for_period, known_on) where project_id = for_project
    ),

    first_done as (
        select project_id, arg_min(last_period, last_date) as done_period, min(last_date) as done_date
        from state_history(known_on)
        where status = 'completed'
        group by project_id
    )

    select
        state.project_id, state.title, state.city_id, state.city_name, state.iso3, state.country_name, state.country_order,
        coalesce(state.sector = wanted.sector and wanted.sector <> 'other', false) as same_sector,
        coalesce(state.focus_area = wanted.focus_area, false) as same_focus_area,
        state.sector_name, state.focus_area_name, first_done.done_period, first_done.done_date, state.actual_end
    from state_at(for_period, known_on) as state
    cross join wanted
    join first_done using (project_id)
    where state.status = 'completed' and state.project_id <> for_project
        and first_done.done_date <= state.at_date
        and ((state.sector = wanted.sector and wanted.sector <> 'other') or state.focus_area = wanted.focus_area)
);
