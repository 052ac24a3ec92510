-- Which files were received, of which city and period, and what became of them?
with spoken_of as (
    select submission_id, city_id, period from submission_scope
    union
    select submission_id, city_id, period from report
    union
    select submission_id, chosen_city, chosen_period from submission where chosen_city is not null
),

scope as (
    select
        submission_id,
        string_agg(distinct city.name, ', ' order by city.name) as cities,
        count(distinct city_id) as city_count,
        any_value(city_id) as city_id,
        string_agg(distinct period, ', ' order by period) as periods,
        count(distinct period) as period_count,
        any_value(period) as period
    from spoken_of
    left join city using (city_id)
    group by submission_id
),

found as (
    select
        submission_id,
        count(*) filter (severity in ('stop', 'fix')) as to_correct,
        count(*) filter (severity = 'confirm' and confirmed is null) as to_confirm,
        count(*) as findings
    from finding
    group by submission_id
)

select
    submission.submission_id, file_name, sha256, kind, verdict, received_at, counted_at, submitter, prepared_by, note, rows_read, projects_read,
    follows, on_behalf, chosen_city, chosen_period, is_partial, coalesce(is_record, false) as is_record, untouched, fill_unchanged,
    new_projects, changed_projects, unchanged_projects, left_projects,
    withdrawal.withdrawn_at, withdrawal.reason as withdrawn_reason, withdrawal.who as withdrawn_by,
    scope.cities, coalesce(scope.city_count, 0) as city_count, scope.city_id, scope.periods, coalesce(scope.period_count, 0) as period_count, scope.period,
    coalesce(found.to_correct, 0) as to_correct, coalesce(found.to_confirm, 0) as to_confirm, coalesce(found.findings, 0) as findings,
    (select max(submission_id) from submission as later where later.follows = submission.submission_id) as followed_by,
    count(*) over () as total
from submission
left join withdrawal using (submission_id)
left join scope using (submission_id)
left join found using (submission_id)
where ($submission_id is null or submission.submission_id = $submission_id)
    and passes(submission.submission_id, $only)
    and ($city is null or submission.submission_id in (select submission_id from spoken_of where city_id = $city))
    and ($period is null or submission.submission_id in (select submission_id from spoken_of where period = $period))
order by submission.submission_id desc
limit $rows offset $skip
