-- Every submission, newest first.
select
    submission.submission_id, file_name, kind, verdict, received_at, counted_at, submitter, prepared_by, note, rows_read, projects_read,
    withdrawn_at, reason as withdrawn_reason,
    coalesce(string_agg(distinct report.period, ', ' order by report.period), '') as periods,
    count(distinct report.city_id) as cities,
    (select count(*) from finding where finding.submission_id = submission.submission_id and severity = 'fix') as fixes,
    (select count(*) from finding where finding.submission_id = submission.submission_id and severity = 'confirm')
        as confirms
from submission
left join report using (submission_id)
left join withdrawal using (submission_id)
group by all
order by submission.submission_id desc;
