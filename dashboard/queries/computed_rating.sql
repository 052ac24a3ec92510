-- What does the rule set in force say of one project; no row where none is in force or the project is not open?
select *
from computed_rating($at_period, $known_on, null)
where project_id = $project_id
