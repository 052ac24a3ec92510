-- Reports received, and received by the due date, of those expected, by city, member state or for all: each period, and all
-- periods whose reports were due by now together (method.md 3). A period without a due date has no on-time rate, and one
-- without any report yet has no rate at all.
create or replace macro reporting_rates(axis, known_on, of_cities, of_countries) as table (
    with asked as (
        select
            *,
            case axis
                when 'network' then (select value from meta where key = 'programme_code')
                when 'country' then iso3
                when 'city' then city_id
            end as key
        from reporting_matrix(known_on, null)
        where is_expected and period in (select period from counted_reports(known_on))
            and passes(city_id, of_cities)
            and passes(iso3, of_countries)
    ),

    counted as (
        select
            key,
            period,
            any_value(data_date) as data_date,
            count(*) as expected,
            count(*) filter (where state in ('on_time', 'late', 'received')) as received,
            count(*) filter (where due_at is not null) as dated,
            count(*) filter (where state = 'on_time') as on_time,
            count(*) filter (where state = 'late') as late
        from asked
        group by grouping sets ((key, period), (key))
    )

    select
        key,
        period,
        case when period is not null then data_date end as data_date,
        expected,
        received,
        dated,
        on_time,
        late,
        received / expected as reporting_rate,
        on_time / nullif(dated, 0) as on_time_rate
    from counted
);
