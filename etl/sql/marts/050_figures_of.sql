-- The figures of several axes (method.md 2, 3, 4): at every period for those in `through`, else at `for_period`. The one
-- definition behind card, chart, table and export. A figure without its inputs is null. A page asks for all its axes at
-- once: making the plan of this question takes longer than answering it.
create or replace macro figures_of(
    axes, through, for_period, known_on, of_cities, of_countries, of_sectors, of_pillars, of_focus_areas, of_statuses,
    now_at := null
) as table (
    with moment as (
        select * from state_moments(known_on)
    ),

    shown as (  -- each axis at each moment that is asked for
        select named.axis, named.programme, at_period, at_date
        from moment
        cross join (
            select unnest(axes) as axis, value as programme from meta where key = 'programme_code'
        ) as named
        where at_period = for_period or list_contains(through, named.axis)
    ),

    state as (
        select
            shown.axis,
            key_on(shown.axis, programme, city_id, iso3, sector, pillar, focus_area, project_id) as key,
            selected.* exclude (key)
        from selected_state(
            'network', known_on, of_cities, of_countries, of_sectors, of_pillars, of_focus_areas, of_statuses
        ) as selected
        join shown using (at_period)
    ),

    key_at as (
        select axis, at_period, at_date, member.key, member.name, member.sort_order
        from shown
        join axis_members(axes, of_cities, of_countries, of_sectors, of_pillars, of_focus_areas) as member using (axis)
        union
        select axis, at_period, at_date, key, any_value(title), 0 from state where axis = 'project' group by all
        union
        select distinct axis, at_period, at_date, key, 'Not stated', 999
        from state
        where key = 'not_stated' and is_listed
    ),

    counted as (
        select
            axis,
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
            axis,
            at_period,
            key_on(axis, programme, city_id, iso3, null, null, null, null) as key,
            count(*) filter (where is_expected) as expected_cities,
            count(*) filter (where is_expected and state = 'reported') as received,
            count(*) filter (where is_expected and is_on_time) as on_time,
            bool_or(due_at is not null) as has_due_date,
            count(*) filter (where state = 'reported') as reported_cities
        from report_calendar(known_on) as calendar
        join shown on shown.at_period = calendar.period
        where axis in ('network', 'country', 'city')
            and passes(city_id, of_cities)
            and passes(iso3, of_countries)
        group by all
    ),

    -- Members on the period's date; for the newest list, members by the moment of looking (`now_at`, null = this one).
    membership as (
        select
            axis,
            shown.at_period,
            key_on(axis, programme, city_id, iso3, null, null, null, null) as key,
            count(*) as member_cities
        from (
            select
                *,
                case when at_date = (select max(at_date) from moment)
                    then coalesce(known_on, now_at, get_current_timestamp()::timestamp)::date
                    else at_date end as member_date
            from shown
        ) as shown
        join city
            on city.valid_from <= member_date and (city.valid_to is null or city.valid_to >= member_date)
        where axis in ('network', 'country', 'city')
            and passes(city_id, of_cities)
            and passes(iso3, of_countries)
        group by all
    )

    select
        key_at.axis,
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
    left join counted using (axis, at_period, key)
    left join reporting using (axis, at_period, key)
    left join membership using (axis, at_period, key)
);
