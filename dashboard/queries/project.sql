-- What has each report said of one project?
select *
from state_history($known_on)
where project_id = $project_id
order by at_date
