-- How far along its first plan is one project in time, and where does that lead; or why can it not be said?
select * exclude (day_points, step_points)
from earned_schedule($at_period, $known_on)
where project_id = $project_id
