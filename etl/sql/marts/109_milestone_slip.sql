-- Milestones of the listed projects at one period (method.md 4): slip in days against the due date in force and against
-- the first plan, and whether one due since the report before was met. Of what is overdue, the days so far: to the date
-- up to which the reports say what is done, as in state_as_of, for a plan does not run on where nobody reports.
create or replace macro milestone_slip(for_period, as_known_on) as table (
    with state as (
        select * from state_history(as_known_on) where at_period = for_period and is_listed
    ),

    report_before as (
        select max(earlier.data_date) as since
        from period as earlier
        join period as this on this.period = for_period and earlier.data_date < this.data_date
        where earlier.period in (select period from counted_reports(as_known_on))
    ),

    first_due as (
        select ledger.project_id, milestone.milestone, min(milestone.due) as baseline_due
        from plan_ledger(as_known_on) as ledger
        join milestone on milestone.submission_id = ledger.submission_id
            and milestone.project_id = ledger.reported_as
        where ledger.what = 'milestones' and ledger.kind = 'baseline'
            and ledger.data_date <= (select data_date from period where period.period = for_period)
        group by all
    ),

    step as (
        select
            state.project_id, state.city_id, state.iso3, state.sector, state.pillar, state.focus_area, state.status,
            state.at_date, state.last_date, state.milestones_date,
            milestone.milestone, milestone.weight, milestone.due,
            case when milestone.done <= state.at_date then milestone.done end as done,
            milestone.submission_id, milestone.sheet, milestone.row_no
        from state
        join milestone on milestone.submission_id = state.milestone_submission_id
            and milestone.project_id = state.milestones_of
    )

    select
        step.*,
        first_due.baseline_due,
        case when done is not null or due < milestones_date then coalesce(done, milestones_date) - due end as slip_days,
        case when done is not null or baseline_due < milestones_date
            then coalesce(done, milestones_date) - baseline_due end as baseline_slip_days,
        due <= at_date and (since is null or due > since) as is_due_in_period,
        case when due <= least(at_date, greatest(milestones_date, done)) and (since is null or due > since)
            then coalesce(done <= due, false) end as is_hit,  -- null where no report says so far
        case when done is null and due > at_date
            then row_number() over (partition by project_id, done is null and due > at_date order by due, row_no) end
            as next_number,
        due_column.column_letter || step.row_no as due_cell,
        done_column.column_letter || step.row_no as done_cell
    from step
    cross join report_before
    left join first_due using (project_id, milestone)
    left join origin_column as due_column on due_column.submission_id = step.submission_id
        and due_column.sheet = step.sheet and due_column.field = 'due'
    left join origin_column as done_column on done_column.submission_id = step.submission_id
        and done_column.sheet = step.sheet and done_column.field = 'done'
);
