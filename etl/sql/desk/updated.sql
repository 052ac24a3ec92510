-- The periods for which a project was reported, whether or not its reports still count.
select distinct project_update.project_id, period.period, period.data_date
from project_update
join period using (period)
where list_contains($projects, project_id)
order by period.data_date;
