-- Reports received, and received by the due date, of those expected, by city, member state or for all: each period, and all
-- periods whose reports were due by now together (method.md 3). A period without a due date has no on-time rate, and one
-- without any report yet has no rate at all. A report that came early says nothing of those that are not due yet.
-- `now_at`: the moment of looking (null = this one).
create or replace macro reporting_rates(axis, known_on, of_cities, of_countries, now_at := null) as table (
    with asked as (
        select
            *,
            case axis
                when 'network' then (select value from meta where key = 'programme_code')
                when 'country' then iso3
                when 'city' then city_id
            end as key,
            case when due_at is null then not is_open and data_date < looked_at::date else due_at < looked_at end as is_due
        from reporting_matrix(known_on, now_at)
        cross join (select coalesce(known_on, now_at, get_current_timestamp()::timestamp) as looked_at)
        where is_expected and period in (select period from counted_reports(known_on))
            and passes(city_id, of_cities)
            and passes(iso3, of_countries)
    ),

    counted as (
        select
            key,
            period,
            any_value(data_date) as data_date,
            any_value(is_due) as is_due,
            count(*) as expected,
            count(*) filter (where state in ('on_time', 'late', 'received')) as received,
            count(*) filter (where due_at is not null) as dated,
            count(*) filter (where state = 'on_time') as on_time,
            count(*) filter (where state = 'late') as late
        from asked
        group by key, period
    ),

    told as (
        select * exclude (is_due) from counted
        union all by name
        select
            key,
            sum(expected)::bigint as expected,
            sum(received)::bigint as received,
            sum(dated)::bigint as dated,
            sum(on_time)::bigint as on_time,
            sum(late)::bigint as late
        from counted
        where is_due
        group by key
    )

    select
        key,
        period,
        data_date,
        expected,
        received,
        dated,
        on_time,
        late,
        received / expected as reporting_rate,
        on_time / nullif(dated, 0) as on_time_rate
    from told
);
