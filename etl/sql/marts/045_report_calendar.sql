-- City by period: reported, not reported, or not yet a member (method.md 3, reporting rate). A report is expected of
-- members for all of the notice days before the due date, or before the data date where no due date is set. The last day of
-- a membership, as of everything that is dated, is a day of it.
-- It is on time by when its bytes first came in, not by when its sender had answered every question; what was only
-- checked was not sent, and what was taken back had not come. History that was brought in later came in when it began to
-- count.
create or replace macro report_calendar_as_of(known_on) as table (
    with arrival as (
        select submission.sha256, scope.city_id, scope.period, min(submission.received_at) as first_at
        from submission
        join submission_scope as scope using (submission_id)
        left join withdrawal using (submission_id)
        where submission.verdict <> 'checked'
            and (withdrawal.withdrawn_at is null
                or withdrawal.withdrawn_at > coalesce(known_on, 'infinity'::timestamp))
        group by all
    ),

    received as (
        select counted.city_id, counted.period,
            min(least(counted.received_at, counted.counted_at, arrival.first_at)) as received_at,
            min(counted.counted_at) as counted_at, count(*) as reports
        from counted_reports(known_on) as counted
        left join arrival using (sha256, city_id, period)
        group by all
    ),

    owed as (
        select
            city.city_id, city.name as city_name, city.iso3, period.period, period.data_date, period.due_at,
            city.valid_from as member_from,
            coalesce(period.due_at::date, period.data_date) as owed_date,
            coalesce(city.valid_to >= coalesce(period.due_at::date, period.data_date), true) as is_still_member,
            (select value::integer from meta where key = 'reporting_notice_days') as notice_days
        from city
        cross join period
        where period.reports_expected
    )

    select
        owed.city_id, owed.city_name, owed.iso3, owed.period, owed.data_date, owed.due_at,
        received.received_at, received.counted_at, coalesce(received.reports, 0) as reports,
        owed.member_from <= owed_date - notice_days and is_still_member as is_expected,
        received.received_at <= owed.due_at as is_on_time,
        case
            when received.counted_at is not null then 'reported'
            when owed.member_from <= owed_date and is_still_member then 'not_reported'
            else 'not_member'
        end as state
    from owed
    left join received using (city_id, period)
);
