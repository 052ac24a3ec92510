-- Which rows of which files tell of one project up to the period shown, newest first?
select
    told.*,
    submission.file_name,
    submission.kind,
    submission.submitter,
    submission.prepared_by,
    period.label as period_label
from told_update($known_on) as told
join submission using (submission_id)
join period using (period)
where project_id = $project_id
    and told.data_date <= (select data_date from period where period = $at_period)
order by told.data_date desc, told.counted_at desc, told.reported_as
