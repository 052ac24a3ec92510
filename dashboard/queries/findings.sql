-- What was found in one file?
select number, code, severity, sheet, cell, heading, field, project_id, finding.city_id, period, value, message, suggestion,
    params, beside, mends, confirmed, finding.title, project.title as project_title,
    confirmed is not null as is_answered, count(*) over (partition by severity, confirmed is not null) as alike,
    count(*) over () as total
from finding
left join project using (project_id)
where finding.submission_id = $submission_id
order by number
limit $rows
