-- What each report brought: projects told of for the first time, told anew, told with the same figures and words as
-- before, and filled by "nothing changed". The last two are no fresh evidence; a report of nothing else is "filed but stale".
create or replace macro report_freshness(known_on) as table (
    with told as (
        select distinct project_id, city_id, last_period as period, last_date, is_unchanged, status, percent_complete, progress_note
        from state_history(known_on)
    ),

    beside as (
        select
            *,
            lag(project_id) over before_it is null as is_first,
            status is not distinct from lag(status) over before_it
                and percent_complete is not distinct from lag(percent_complete) over before_it
                and coalesce(progress_note is null or progress_note = lag(progress_note) over before_it, false) as is_same
        from told
        window before_it as (partition by project_id order by last_date)
    )

    select
        city_id,
        period,
        count(*) as projects,
        count(*) filter (where is_first) as first_told,
        count(*) filter (where not is_first and is_unchanged) as untouched,
        count(*) filter (where not is_first and not is_unchanged and is_same) as repeated,
        count(*) filter (where is_first or (not is_unchanged and not is_same)) as fresh,
        count(*) filter (where is_first or (not is_unchanged and not is_same)) = 0 as is_stale
    from beside
    group by all
);
