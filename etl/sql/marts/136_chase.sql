-- Who owes what by when: reports not yet received for the newest period whose reports were due and for those that are open
-- (older gaps are history, not a debt), the earliest due first.
create or replace macro chase(known_on, now_at) as table (
    with matrix as (
        select * from reporting_matrix(known_on, now_at)
    ),

    newest_due as (
        select max(data_date) as data_date
        from matrix
        where coalesce(due_at, data_date::timestamp) <= coalesce(known_on, now_at, get_current_timestamp()::timestamp)
    ),

    last_report as (
        select city_id, max_by(period, data_date) as last_period, max_by(counted_at, data_date) as last_counted_at
        from counted_reports(known_on)
        group by city_id
    )

    select
        city_id, city_name, iso3, country_name, country_order, matrix.period, matrix.period_label, matrix.data_date,
        matrix.due_at, matrix.state, matrix.sent_at, last_report.last_period, last_report.last_counted_at
    from matrix
    left join last_report using (city_id)
    where matrix.state in ('not_reported', 'waiting', 'owed') and matrix.is_expected
        and (matrix.is_open or matrix.data_date >= (select data_date from newest_due))
);
