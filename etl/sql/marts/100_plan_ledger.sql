-- Every change of a project's plan (method.md 1): what, from, to, when it was told, and the cell. The first entry of each
-- part is the baseline: the first that was accepted, never overwritten. The last `to_value` is the plan in force. Values
-- are text that reads back exactly; a set of milestones is one line a milestone.
create or replace macro plan_ledger(as_known_on) as table (
    with told as (
        select * from told_update(as_known_on)
    ),

    milestone_set as (
        select * from milestone_set_told()
    ),

    given as (
        select *, 'planned_start' as what, planned_start::varchar as value, 'planned_start' as field from told
        union all by name
        select *, 'planned_end' as what, planned_end::varchar as value, 'planned_end' as field from told
        union all by name
        select *, 'budget' as what, budget::varchar as value, 'budget' as field from told
        union all by name
        select *, 'currency' as what, case when budget is not null then currency end as value, 'currency' as field
        from told
        union all by name
        select told.*, 'milestones' as what, milestone_set.value, 'due' as field
        from told
        join milestone_set using (submission_id, reported_as)
    ),

    kept as (  -- what a later report of the same date gave otherwise is no plan, unless it was the first one accepted
        select
            *,
            row_number() over (  -- in the order of state_as_of
                partition by project_id, what, data_date
                order by counted_at desc, sha256 desc, reported_as <> project_id, reported_as
            ) = 1 as is_in_force,
            row_number() over (
                partition by project_id, what
                order by counted_at, data_date, sha256, reported_as <> project_id, reported_as
            ) = 1 as is_first,
            first_value(data_date) over (
                partition by project_id, what order by counted_at, data_date, sha256
            ) as first_date
        from given
        where value is not null
    ),

    step as (
        select
            *,
            lag(value) over in_order as before,
            row_number() over in_order = 1 as is_baseline
        from kept
        where (is_in_force or is_first) and data_date >= first_date
        window in_order as (partition by project_id, what order by data_date, counted_at, sha256)
    ),

    set_cell as (  -- a set of milestones stands in several rows of a sheet of its own
        select
            milestone.submission_id, milestone.project_id as reported_as,
            any_value(milestone.sheet) as sheet,
            string_agg(column_letter || row_no, ', ' order by row_no) as cell
        from milestone
        join origin_column on origin_column.submission_id = milestone.submission_id
            and origin_column.sheet = milestone.sheet and origin_column.field = 'due'
        group by all
    ),

    asked as (  -- a large change is asked about when it is sent: the answer is its reason
        select
            submission_id, project_id as reported_as, field as what,
            any_value(note order by confirmed_at desc) as reason
        from confirmation
        where code in ('plan_moved', 'budget_jumped', 'currency_changed')
        group by all
    )

    select
        step.project_id,
        step.what,
        case when step.is_baseline then 'baseline' else 'change' end as kind,
        step.before as from_value,
        step.value as to_value,
        case when step.what in ('planned_start', 'planned_end')
            then try_cast(step.value as date) - try_cast(step.before as date) end as moved_days,
        case when step.what = 'milestones'
            then len(string_split(step.value, chr(10))) end as milestones,
        case when step.what = 'milestones' and not step.is_baseline
            then lines_changed(step.value, step.before) end as milestones_changed,
        step.period,
        step.data_date,
        step.counted_at,
        asked.reason,
        step.submission_id,
        step.reported_as,
        submission.file_name as file,
        submission.submitter as who,
        coalesce(case when step.what = 'milestones' then set_cell.sheet end, step.sheet) as sheet,
        case when step.what = 'milestones' then set_cell.cell
            else origin_column.column_letter || step.row_no end as cell,
        step.typed[step.field] as typed
    from step
    join submission using (submission_id)
    left join asked using (submission_id, reported_as, what)
    left join set_cell on set_cell.submission_id = step.submission_id and set_cell.reported_as = step.reported_as
    left join origin_column on origin_column.submission_id = step.submission_id
        and origin_column.sheet = step.sheet and origin_column.field = step.field
    where step.is_baseline or step.value <> step.before
);
