-- Which action plans are there, how many projects does each list, and has it ended?
select
    action_plan.plan_id, action_plan.name, action_plan.valid_from, action_plan.valid_to, action_plan.basis,
    count(project.project_id) as projects,
    coalesce(action_plan.valid_to < $now_at::date, false) as has_ended
from action_plan
left join project using (plan_id)
group by all
order by action_plan.valid_to
