-- Each project that a report tells of, and what is new of it (method.md 1): told for the first time, told anew, told with
-- the same figures and words as before, or filled by "nothing changed". Only the first two are fresh evidence.
create or replace macro told_freshness(known_on) as table (
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
        project_id,
        city_id,
        period,
        case when is_first then 'first_told' when is_unchanged then 'untouched' when is_same then 'repeated'
            else 'told_anew' end as told_as
    from beside
);
