-- Which suggestions were taken in one file?
select number, sheet, cell, heading, field, project_id, project.title, typed, stored, reason, who, corrected_at
from correction
left join project using (project_id)
where correction.submission_id = $submission_id
order by number
