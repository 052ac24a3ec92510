-- Submissions of the same bytes that were not withdrawn, newest first, with what they reported.
select submission.submission_id, submission.verdict, submission.received_at,
    coalesce(list_sort(list(report.city_id || ' ' || report.period) filter (where report.city_id is not null)), []) as reports
from submission
left join report using (submission_id)
left join withdrawal using (submission_id)
where sha256 = $sha256 and withdrawal.submission_id is null
group by all
order by submission.submission_id desc;
