-- Which rows of which files tell of one project, newest first?
select
    project_update.*,
    counted.data_date,
    counted.counted_at,
    counted.coverage,
    submission.file_name,
    submission.kind,
    submission.submitter,
    period.label as period_label
from project_update
join counted_reports($known_on) as counted using (submission_id, city_id, period)
join submission using (submission_id)
join period using (period)
where project_id = $project_id
order by counted.data_date desc, counted.counted_at desc
