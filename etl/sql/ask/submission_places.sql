-- The cities and periods that a submission speaks of, loaded or not.
select distinct city_id, period
from submission_scope
where submission_id = $submission
order by city_id, period
