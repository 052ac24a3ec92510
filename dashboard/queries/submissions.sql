-- Which files were received, and what became of them?
select
    submission.submission_id, file_name, sha256, kind, verdict, received_at, counted_at, submitter, note, rows_read, projects_read,
    withdrawal.withdrawn_at, withdrawal.reason as withdrawn_reason,
    (select string_agg(distinct city.name, ', ' order by city.name) from report join city using (city_id)
        where report.submission_id = submission.submission_id) as cities,
    (select count(distinct city_id) from report where report.submission_id = submission.submission_id) as city_count,
    (select string_agg(distinct period, ', ') from report where report.submission_id = submission.submission_id) as periods,
    (select count(*) from finding where finding.submission_id = submission.submission_id) as findings,
    count(*) over () as total
from submission
left join withdrawal using (submission_id)
where ($submission_id is null or submission.submission_id = $submission_id)
order by submission.submission_id desc
limit $rows offset $skip
