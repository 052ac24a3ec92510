-- What changed between two periods, project by project (method.md 6).
create or replace macro movement(from_period, to_period, known_on) as table (
    with before as (
        select * from state_history(known_on) where at_period = from_period and is_listed
    ),

    after as (
        select * from state_history(known_on) where at_period = to_period and is_listed
    ),

    rank as (
        select * from (values ('planning', 1), ('on_hold', 2), ('ongoing', 2), ('completed', 3)) ranks(status, step)
    )

    select
        coalesce(after.project_id, before.project_id) as project_id,
        coalesce(after.title, before.title) as title,
        before.title as old_title,
        coalesce(after.city_id, before.city_id) as city_id,
        coalesce(after.city_name, before.city_name) as city_name,
        coalesce(after.iso3, before.iso3) as iso3,
        coalesce(after.country_name, before.country_name) as country_name,
        coalesce(after.country_order, before.country_order) as country_order,
        before.status as from_status,
        after.status as to_status,
        coalesce(after.focus_area, before.focus_area) as focus_area,
        coalesce(after.sector, before.sector) as sector,
        coalesce(after.pillar, before.pillar) as pillar,
        before.progress_pct as from_progress_pct,
        after.progress_pct as to_progress_pct,
        coalesce(before.title <> after.title, false) as is_renamed,
        case
            when before.project_id is null then 'added'
            when after.project_id is null then 'no_longer_listed'
            when before.status = after.status then 'same'
            when after.status = 'completed' then 'completed'
            when before.status = 'not_stated' then 'now_stated'
            when rank_after.step > rank_before.step then 'forward'
            when rank_after.step < rank_before.step then 'back'
            else 'other'
        end as kind
    from before
    full join after using (project_id)
    left join rank rank_before on rank_before.status = before.status
    left join rank rank_after on rank_after.status = after.status
);
