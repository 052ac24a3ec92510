-- The rows of the reports that count, each with the project that it speaks of as the desk had decided by then;
-- `reported_as` is the code in the file.
create or replace macro told_update(as_known_on) as table (
    select
        project_update.* replace (coalesce(identity.project_id, project_update.project_id) as project_id),
        project_update.project_id as reported_as,
        counted.data_date,
        counted.counted_at,
        counted.received_at,
        counted.coverage,
        counted.sha256
    from project_update
    join counted_reports(as_known_on) as counted using (submission_id, city_id, period)
    left join project_identity(as_known_on) as identity
        on identity.told_id = project_update.project_id and identity.period = project_update.period
);
