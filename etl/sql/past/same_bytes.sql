-- Submissions of the same bytes that were not withdrawn, newest first, with what was chosen beside them, the cities and
-- periods that they spoke of, and what was found.
select submission.submission_id, submission.verdict, submission.chosen_city, submission.chosen_period,
    coalesce(submission.is_partial, false) as is_partial,
    coalesce(list(distinct scope.city_id) filter (where scope.city_id is not null), []) as of_city,
    coalesce(list(distinct scope.period) filter (where scope.period is not null), []) as of_period,
    coalesce(list(distinct finding.code || ' ' || coalesce(finding.sheet || '!' || finding.cell, ''))
        filter (where finding.code is not null), []) as found
from submission
left join finding using (submission_id)
left join submission_scope as scope using (submission_id)
left join withdrawal using (submission_id)
where sha256 = $sha256 and withdrawal.submission_id is null
group by all
order by submission.submission_id desc;
