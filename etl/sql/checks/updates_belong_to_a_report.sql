-- Every update stands in an accepted report of its own city and period.
select project_update.submission_id, project_update.project_id
from project_update
left join report using (submission_id, city_id, period)
left join submission using (submission_id)
where report.submission_id is null or submission.verdict <> 'accepted' or submission.counted_at is null;
