-- The last milestones of a city's listed projects.
select milestone.* replace (state.project_id as project_id)
from state_history($known_on::timestamp) as state
join milestone
    on milestone.submission_id = state.milestone_submission_id and milestone.project_id = state.milestones_of
where state.city_id = $city
    and state.is_listed
    and state.at_date = (
        select max(data_date) from counted_reports($known_on::timestamp)
        where data_date <= (select data_date from period where period = $period)
    )
order by milestone.project_id, milestone.row_no;
