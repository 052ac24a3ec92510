-- A report holds one row for each project.
select submission_id, period, project_id from project_update group by all having count(*) > 1;
