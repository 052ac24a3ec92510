-- The figures of an axis at every period (method.md 2, 3, 4). The one definition behind card, chart, table and export.
-- A figure without its inputs is null.
create or replace macro figures_history(
    axis, known_on, of_cities, of_countries, of_sectors, of_pillars, of_focus_areas, of_statuses
) as table (
    with state as (
        select * from selected_state(axis, known_on, of_cities, of_countries, of_sectors, of_pillars, of_focus_areas, of_statuses)
    ),

    moment as (
        select distinct at_period, at_date from state_history(known_on)
    ),

    key_at as (
        select at_period, at_date, member.key, member.name, member.sort_order
        from moment cross join axis_member(axis, of_cities, of_countries, of_sectors, of_pillars, of_focus_areas) as member
        union
        select at_period, at_date, key, any_value(title), 0 from state where axis = 'project' group by all
        union
        select distinct at_period, at_date, key, 'Not stated', 999 from state where key = 'not_stated' and is_listed
    ),

    counted as (
        select
            at_period,
            key,
            listed_count(is_listed) as projects,
            status_count(is_listed, status, 'planning') as planning,
            status_count(is_listed, status, 'ongoing') as ongoing,
            status_count(is_listed, status, 'completed') as completed,
            status_count(is_listed, status, 'on_hold') as on_hold,
            status_count(is_listed, status, 'cancelled') as cancelled,
            status_count(is_listed, status, 'not_stated') as not_stated,
            listed_count(not is_listed) as no_longer_listed,
            completion_rate_of(is_listed, status) as completion_rate,
            completion_rate_baseline_of(in_baseline, status) as completion_rate_baseline,
            baseline_completed_of(in_baseline, status) as baseline_completed,
            listed_count(in_baseline) as baseline_projects,
            progress_mean_of(is_listed, status, progress_pct) as progress_mean,
            progress_median_of(is_listed, status, progress_pct) as progress_median,
            count_of(is_listed, status, progress_pct) as progress_n,
            mean_of(is_listed, status, coalesce(progress_pct, 0)) as progress_low,
            mean_of(is_listed, status, coalesce(progress_pct, 100)) as progress_high,
            mean_of(is_listed, status, planned_pct) as planned_mean,
            mean_of(is_listed, status, slippage_pts) as slippage,
            count_of(is_listed, status, slippage_pts) as slippage_n,
            count(distinct city_id) filter (where is_listed) as cities,
            count(distinct city_id) filter (where is_listed and is_stale) as stale_cities,
            max(last_date) filter (where is_listed) as data_date
        from state
        group by all
    ),

    reporting as (
        select
            period as at_period,
            case axis
                when 'network' then (select value from meta where key = 'programme_code')
                when 'country' then iso3
                when 'city' then city_id
            end as key,
            count(*) filter (where is_expected) as expected_cities,
            count(*) filter (where is_expected and state = 'reported') as received,
            count(*) filter (where is_expected and is_on_time) as on_time,
            bool_or(due_at is not null) as has_due_date,
            count(*) filter (where state = 'reported') as reported_cities
        from report_calendar(known_on)
        where axis in ('network', 'country', 'city')
            and (of_cities is null or list_contains(of_cities, city_id))
            and (of_countries is null or list_contains(of_countries, iso3))
        group by all
    ),

    -- Members on the period's date; for the newest list, members by the moment of looking.
    membership as (
        select
            moment.at_period,
            case axis
                when 'network' then (select value from meta where key = 'programme_code')
                when 'country' then iso3
                when 'city' then city_id
            end as key,
            count(*) as member_cities
        from moment
        join city
            on city.valid_from <= case
                when moment.at_date = (select max(at_date) from moment)
                then coalesce(known_on, get_current_timestamp()::timestamp)::date
                else moment.at_date end
            and (city.valid_to is null or city.valid_to > moment.at_date)
        where axis in ('network', 'country', 'city')
            and (of_cities is null or list_contains(of_cities, city_id))
            and (of_countries is null or list_contains(of_countries, iso3))
        group by all
    )

    select
        key_at.at_period,
        key_at.at_date,
        key_at.key,
        key_at.name,
        key_at.sort_order,
        coalesce(projects, 0) as projects,
        coalesce(planning, 0) as planning,
        coalesce(ongoing, 0) as ongoing,
        coalesce(completed, 0) as completed,
        coalesce(on_hold, 0) as on_hold,
        coalesce(cancelled, 0) as cancelled,
        coalesce(not_stated, 0) as not_stated,
        coalesce(no_longer_listed, 0) as no_longer_listed,
        completion_rate,
        completion_rate_baseline,
        baseline_completed,
        coalesce(baseline_projects, 0) as baseline_projects,
        progress_mean,
        progress_median,
        coalesce(progress_n, 0) as progress_n,
        progress_low,
        progress_high,
        planned_mean,
        slippage,
        coalesce(slippage_n, 0) as slippage_n,
        received / nullif(expected_cities, 0) as reporting_rate,
        case when has_due_date then on_time / nullif(expected_cities, 0) end as on_time_rate,
        coalesce(cities, 0) as cities,
        reported_cities,
        expected_cities,
        member_cities,
        coalesce(stale_cities, 0) as stale_cities,
        data_date
    from key_at
    left join counted using (at_period, key)
    left join reporting using (at_period, key)
    left join membership using (at_period, key)
);
