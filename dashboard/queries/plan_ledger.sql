-- Which plans has one project had, each change with its cell, oldest first?
select ledger.*, period.label as period_label
from plan_ledger($known_on) as ledger
join period using (period)
where project_id = $project_id
    and ledger.data_date <= (select data_date from period where period = $at_period)
order by ledger.data_date, ledger.counted_at, list_position(
    ['planned_start', 'planned_end', 'milestones', 'budget', 'currency'], ledger.what)
