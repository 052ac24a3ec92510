-- The cells behind a figure of cities: in each city's newest report for the period, where it names the period. As
-- `trace_figure`; a question of its own, since the plan of either takes longer to make than to run.
create or replace macro trace_city(
    axis, for_key, figure, for_period, known_on, of_cities, of_countries, of_sectors, of_pillars, of_focus_areas, of_statuses
) as table (
    with stale as (
        select city_id
        from selected_state(axis, known_on, of_cities, of_countries, of_sectors, of_pillars, of_focus_areas, of_statuses)
        where at_period = for_period and key = for_key and is_listed and is_stale
    ),

    calendar as (
        select owed.*, country.sort_order as place
        from report_calendar(known_on) as owed
        join country using (iso3)
        where period = for_period
            and passes(city_id, of_cities)
            and passes(iso3, of_countries)
            and case axis when 'network' then true when 'country' then iso3 = for_key when 'city' then city_id = for_key
                else figure = 'stale_cities' end
    ),

    city_value as (
        select
            *,
            case
                when figure = 'reporting_rate' and is_expected then (state = 'reported')::integer
                when figure = 'on_time_rate' and is_expected and due_at is not null
                    then coalesce(is_on_time, false)::integer
                when figure = 'expected_cities' and is_expected then 1
                when figure = 'reported_cities' and state = 'reported' then 1
                when figure = 'stale_cities'
                    and city_id in (select city_id from stale) then 1
            end as contributes
        from calendar
    ),

    city_item as (
        select
            null as project_id, city_value.city_name as title, city_value.city_id, submission.submission_id,
            submission.file_name as file, origin_column.sheet, origin_column.column_letter || first_row.row_no as cell,
            'period' as field, first_row.typed['period'] as typed, city_value.state as stored, null as rule,
            submission.submitter as who, submission.counted_at as at, city_value.contributes::double as contributes,
            city_value.place
        from city_value
        left join lateral (
            select arg_max(submission_id, {'c': counted_at, 'h': sha256}) as submission_id
            from counted_reports(known_on) as counted
            where counted.city_id = city_value.city_id and counted.period = city_value.period
        ) as newest on true
        left join submission on submission.submission_id = newest.submission_id
        left join (
            select submission_id, city_id, period, min(row_no) as row_no, arg_min(typed, row_no) as typed
            from project_update group by all
        ) as first_row
            on first_row.submission_id = newest.submission_id
            and first_row.city_id = city_value.city_id and first_row.period = city_value.period
        left join origin_column
            on origin_column.submission_id = newest.submission_id and origin_column.field = 'period'
        where city_value.contributes is not null
    )

    select * from city_item
);
