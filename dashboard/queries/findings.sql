-- What was found in one file?
select number, code, severity, sheet, cell, heading, field, project_id, value, message, suggestion,
    count(*) over () as total
from finding
where submission_id = $submission_id
order by number
limit $rows
