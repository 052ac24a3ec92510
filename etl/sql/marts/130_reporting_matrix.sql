-- City by period: on time, late, received (no due date set), sent but not accepted, not reported, still owed, not asked,
-- or not yet a member at the moment of looking (`now_at`, null = this one); and whether the list that stands is carried from an earlier report (method.md 2, 3).
create or replace macro reporting_matrix(known_on, now_at) as table (
    with moment as (
        select coalesce(known_on, now_at, get_current_timestamp()::timestamp) as looked_at
    ),

    waiting as (  -- files of one city that were sent (not only checked) by then and did not come to count
        select scope.city_id, scope.period, max(submission.received_at) as sent_at
        from submission
        join submission_scope as scope using (submission_id)
        where (submission.verdict <> 'accepted' or submission.counted_at > (select looked_at from moment))
            and submission.verdict <> 'checked'
            and submission.received_at <= (select looked_at from moment)
            and submission_id in (  -- one of many cities is nobody's own report, so it says nothing of any of them
                select submission_id from submission_scope group by submission_id having count(distinct city_id) = 1
            )
        group by all
    ),

    carried as (
        select distinct at_period as period, city_id from state_history(known_on) where is_listed and is_stale
    )

    select
        calendar.city_id, calendar.city_name, calendar.iso3, country.name as country_name,
        country.sort_order as country_order, calendar.period, period.label as period_label, calendar.data_date,
        calendar.due_at, not period.list_published as is_open, city.valid_from as member_from,
        calendar.is_expected, calendar.received_at, calendar.counted_at, calendar.reports, waiting.sent_at,
        carried.city_id is not null as is_carried,
        case
            when calendar.state = 'not_member' then 'not_member'
            when calendar.state = 'reported' and calendar.due_at is null then 'received'
            when calendar.state = 'reported' and calendar.is_on_time then 'on_time'
            when calendar.state = 'reported' then 'late'
            when waiting.sent_at is not null then 'waiting'
            when not calendar.is_expected then 'not_asked'
            when calendar.due_at is not null and calendar.due_at >= moment.looked_at then 'owed'
            when calendar.due_at is null and not period.list_published then 'owed'
            when calendar.due_at is null and calendar.data_date >= moment.looked_at::date then 'owed'
            else 'not_reported'
        end as state
    from report_calendar(known_on) as calendar
    cross join moment
    join period using (period)
    join city using (city_id)
    join country on country.iso3 = calendar.iso3
    left join waiting on waiting.city_id = calendar.city_id and waiting.period = calendar.period
    left join carried on carried.city_id = calendar.city_id and carried.period = calendar.period
);
