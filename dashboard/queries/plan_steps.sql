-- Which steps had one project's plan when it was first accepted (kind baseline), and which has it now (current)?
with first_set as (
    select 'baseline' as kind, submission_id, reported_as
    from plan_ledger($known_on)
    where project_id = $project_id and what = 'milestones' and kind = 'baseline'
        and data_date <= (select data_date from period where period = $at_period)
),

set_now as (
    select 'current' as kind, milestone_submission_id as submission_id, milestones_of as reported_as
    from state_history($known_on)
    where project_id = $project_id and at_period = $at_period and milestone_submission_id is not null
),

chosen as (
    select * from first_set union all select * from set_now
)

select
    chosen.kind, milestone.milestone, milestone.weight, milestone.due, milestone.done, milestone.sheet,
    milestone.row_no, milestone.submission_id,
    sum(milestone.weight) over (
        partition by chosen.kind order by milestone.due, milestone.row_no rows unbounded preceding
    ) as reached_pct,
    due_column.column_letter || milestone.row_no as due_cell
from chosen
join milestone on milestone.submission_id = chosen.submission_id and milestone.project_id = chosen.reported_as
left join origin_column as due_column on due_column.submission_id = milestone.submission_id
    and due_column.sheet = milestone.sheet and due_column.field = 'due'
order by chosen.kind, milestone.due nulls last, milestone.row_no
