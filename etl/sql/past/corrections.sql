-- The suggestions that were taken in a submission.
select sheet, cell, heading, field, project_id, typed, stored, reason, title
from correction where submission_id = $submission_id
order by number;
