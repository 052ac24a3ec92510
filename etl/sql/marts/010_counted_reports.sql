-- Reports that had begun to count by a moment and were not withdrawn by then (method.md 2).
create or replace macro counted_reports(known_on) as table (
    select
        report.submission_id,
        report.city_id,
        report.period,
        report.coverage,
        period.data_date,
        period.due_at,
        submission.counted_at,
        submission.received_at,
        submission.sha256
    from report
    join submission using (submission_id)
    join period using (period)
    left join withdrawal using (submission_id)
    where submission.verdict = 'accepted'
        and submission.counted_at <= coalesce(known_on, 'infinity'::timestamp)
        and (withdrawal.withdrawn_at is null
            or withdrawal.withdrawn_at > coalesce(known_on, 'infinity'::timestamp))
);
