-- What changed between two moments, project by project (method.md 6). A moment is a period and what was known on a day;
-- with one period and two days, what was corrected and decided in between.
create or replace macro movement_between(from_period, from_known_on, to_period, to_known_on) as table (
    with before as (
        select * from state_history(from_known_on) where at_period = from_period and is_listed
    ),

    told_after as (
        select * from state_history(to_known_on) where at_period = to_period
    ),

    after as (
        select * from told_after where is_listed
    ),

    rank as (
        select * from (values ('planning', 1), ('on_hold', 2), ('ongoing', 2), ('completed', 3)) ranks(status, step)
    ),

    joined as (  -- as which project it goes on: by a decision, else by the record
        select project_id, arg_max(other_id, weight) as other_id
        from (
            select told_id as project_id, project_id as other_id, 2 as weight from merged_project(to_known_on)
            union all
            select project_id, other_id, 1 from project_link where kind = 'merged_into' and other_id <> ''
            union all
            select other_id, project_id, 1 from project_link where kind = 'supersedes' and other_id <> ''
        )
        group by all
    ),

    parted as (
        select other_id as project_id, project_id as split_from
        from desk_entries(to_known_on)
        where kind = 'split'
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
            when before.project_id is null and parted.split_from is not null then 'split'
            when before.project_id is null then 'added'
            when after.project_id is null and before.project_id in (select told_id from merged_project(to_known_on))
                then 'merged'
            when after.project_id is null then 'no_longer_listed'
            when before.status = after.status then 'same'
            when after.status = 'completed' then 'completed'
            when before.status = 'not_stated' then 'now_stated'
            when rank_after.step > rank_before.step then 'forward'
            when rank_after.step < rank_before.step then 'back'
            else 'other'
        end as kind,
        coalesce(rank_after.step < rank_before.step, false)
            or coalesce(after.progress_pct < before.progress_pct, false) as is_regressed,
        coalesce(after.planned_start <> before.planned_start, false)
            or coalesce(after.planned_end <> before.planned_end, false)
            or coalesce(after.budget <> before.budget, false)
            or coalesce(after.currency <> before.currency, false)
            or coalesce(set_after.value <> set_before.value, false) as is_replanned,
        case when set_after.value <> set_before.value
            then lines_changed(set_after.value, set_before.value) end as milestones_changed,
        coalesce(after.focus_area <> before.focus_area, false)
            or coalesce(after.sector <> before.sector, false)
            or coalesce(after.pillar <> before.pillar, false) as is_reclassified,
        before.planned_start as from_planned_start,
        after.planned_start as to_planned_start,
        before.planned_end as from_planned_end,
        after.planned_end as to_planned_end,
        before.budget as from_budget,
        after.budget as to_budget,
        before.currency as from_currency,
        after.currency as to_currency,
        before.focus_area as from_focus_area,
        before.sector as from_sector,
        before.pillar as from_pillar,
        case when after.project_id is null then told_after.left_plan_reason end as left_plan_reason,
        case when after.project_id is null then joined.other_id end as merged_into,
        case when after.project_id is null then joined_project.title end as merged_into_title,
        case when before.project_id is null then parted.split_from end as split_from,
        case when before.project_id is null then parted_project.title end as split_from_title
    from before
    full join after using (project_id)
    left join told_after on told_after.project_id = before.project_id
    left join joined on joined.project_id = before.project_id
    left join parted on parted.project_id = after.project_id
    left join project as joined_project on joined_project.project_id = joined.other_id
    left join project as parted_project on parted_project.project_id = parted.split_from
    left join milestone_set_told() as set_before
        on set_before.submission_id = before.milestone_submission_id and set_before.reported_as = before.milestones_of
    left join milestone_set_told() as set_after
        on set_after.submission_id = after.milestone_submission_id and set_after.reported_as = after.milestones_of
    left join rank rank_before on rank_before.status = before.status
    left join rank rank_after on rank_after.status = after.status
);
