-- The figures of an axis at every period (method.md 2, 3, 4). The one definition behind card, chart, table and export.
-- A figure without its inputs is null. `progress_mean` needs a percent from half of the projects still open.
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
            count(*) filter (where is_listed) as projects,
            count(*) filter (where is_listed and status = 'planning') as planning,
            count(*) filter (where is_listed and status = 'ongoing') as ongoing,
            count(*) filter (where is_listed and status = 'completed') as completed,
            count(*) filter (where is_listed and status = 'on_hold') as on_hold,
            count(*) filter (where is_listed and status = 'cancelled') as cancelled,
            count(*) filter (where is_listed and status = 'not_stated') as not_stated,
            count(*) filter (where not is_listed) as no_longer_listed,
            count(distinct city_id) filter (where is_listed) as cities,
            count(distinct city_id) filter (where is_listed and is_stale) as stale_cities,
            max(last_date) filter (where is_listed) as data_date,
            count(*) filter (where in_baseline) as baseline_projects,
            count(*) filter (where in_baseline and status = 'completed') as baseline_completed,
            count(*) filter (where in_baseline and status <> 'not_stated') as baseline_stated,
            count(*) filter (where is_listed and status not in ('completed', 'cancelled')) as open_projects,
            count(progress_pct) filter (where is_listed and status not in ('completed', 'cancelled')) as open_n,
            count(progress_pct) filter (where is_listed and status <> 'cancelled') as progress_n,
            avg(progress_pct) filter (where is_listed and status <> 'cancelled') as progress_avg,
            median(progress_pct) filter (where is_listed and status <> 'cancelled') as progress_median,
            avg(coalesce(progress_pct, 0)) filter (where is_listed and status <> 'cancelled') as progress_low,
            avg(coalesce(progress_pct, 100)) filter (where is_listed and status <> 'cancelled') as progress_high,
            avg(planned_pct) filter (where is_listed and status <> 'cancelled') as planned_mean,
            avg(slippage_pts) filter (where is_listed and status <> 'cancelled') as slippage,
            count(slippage_pts) filter (where is_listed and status <> 'cancelled') as slippage_n
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
        case when projects > not_stated and projects > cancelled
            then completed / (projects - cancelled) end as completion_rate,
        case when baseline_stated > 0 then baseline_completed / baseline_projects end as completion_rate_baseline,
        case when baseline_stated > 0 then baseline_completed end as baseline_completed,
        coalesce(baseline_projects, 0) as baseline_projects,
        case when open_n * 2 >= open_projects then progress_avg end as progress_mean,
        case when open_n * 2 >= open_projects then progress_median end as progress_median,
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
