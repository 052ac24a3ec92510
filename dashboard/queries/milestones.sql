-- Which steps does the plan of one project name, and which are done?
select milestone.milestone, milestone.weight, milestone.due, milestone.done, milestone.sheet, milestone.row_no,
    milestone.submission_id
from state_history($known_on) state
join milestone
    on milestone.submission_id = state.milestone_submission_id
    and milestone.project_id = state.milestones_of
where state.project_id = $project_id and state.at_period = $at_period
order by milestone.due nulls last, milestone.row_no
