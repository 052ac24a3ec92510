-- How late or early are the milestones of one project, which were met, which come next?
select *
from milestone_slip($at_period, $known_on)
where project_id = $project_id
order by due nulls last, row_no
