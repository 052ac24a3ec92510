-- What does one file change, or would it change?
select number, axis, key, name, period, figure, before, after
from effect
where submission_id = $submission_id
order by number
