-- Each project as it stands at one period, with how far an open, listed one is behind its plan in force (method.md 4, 5),
-- in points and in days. Days count to the data date of the update in force, from the first due date whose planned work
-- is not reached, or from a typed planned finish that has passed: only dates that were given, never a line that we
-- assumed. Null where the inputs do not exist. What is overdue at the period's date is only a question, and none where the
-- update in force leaves the milestones out: it does not say what is done of them.
create or replace macro plan_standing(for_period, as_known_on) as table (
    with state as (
        select *, is_listed and status not in ('completed', 'cancelled') as is_open
        from state_history(as_known_on)
        where at_period = for_period
    ),

    planned as (
        select
            state.project_id, state.at_date, state.last_date, state.milestones_date, state.progress_pct,
            milestone.milestone, milestone.weight, milestone.due, milestone.done,
            milestone.sheet, milestone.row_no, milestone.submission_id,
            case when state.planned_pct is not null
                then least(100, sum(milestone.weight) over (partition by state.project_id order by milestone.due)) end
                as planned_pct
        from state
        join milestone on milestone.submission_id = state.milestone_submission_id
            and milestone.project_id = state.milestones_of
        where state.is_open and milestone.due is not null
    ),

    measured as (
        select
            project_id,
            min(due) filter (where due < last_date and progress_pct < planned_pct) as behind_since,
            count(*) filter (where is_overdue) as overdue,
            min(due) filter (where is_overdue) as overdue_since,
            arg_min({'name': milestone, 'submission_id': submission_id, 'sheet': sheet, 'row_no': row_no}, due)
                filter (where is_overdue) as first_overdue,
            min(due) filter (where due > at_date and (done is null or done > at_date)) as next_due,
            arg_min({'name': milestone, 'submission_id': submission_id, 'sheet': sheet, 'row_no': row_no}, due)
                filter (where due > at_date and (done is null or done > at_date)) as next_step
        from (
            select
                *,
                due < at_date and (done is null or done > at_date) and milestones_date = last_date as is_overdue
            from planned
        )
        group by project_id
    )

    select
        state.*,
        case when state.is_open and state.slippage_pts is not null then greatest(0, -state.slippage_pts) end as points_behind,
        case
            when not state.is_open then null
            when state.planned_end < state.last_date or measured.behind_since is not null
                then state.last_date - least(state.planned_end, measured.behind_since)
            when state.slippage_pts is not null then 0
        end as days_behind,
        measured.behind_since,
        coalesce(measured.overdue, 0) as overdue,
        measured.overdue_since,
        measured.first_overdue,
        measured.next_due,
        measured.next_step
    from state
    left join measured using (project_id)
);
