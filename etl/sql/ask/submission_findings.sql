-- What was told of a submission, in the order it was told.
select sheet, cell, severity, heading, project_id, message, suggestion, confirmed
from finding
where submission_id = $submission
order by number
