-- Whose an update is, where the desk decided it: (told_id, period) → project_id, for projects that a merge or split
-- speaks of. Decisions act one after the other: a later one on what the earlier ones left.
create or replace macro project_identity(as_known_on) as table (
    with recursive decision as (
        select entry_id, kind, project_id, other_id, period.data_date as since
        from desk_entries(as_known_on) as entry
        left join period using (period)
        where kind in ('merge', 'split')
    ),

    walk as (
        select project_id as told_id, period.period, period.data_date, project_id, 0 as entry_id
        from (select distinct project_id from decision)
        cross join period
        union all
        select walk.told_id, walk.period, walk.data_date, decision.other_id, decision.entry_id
        from walk
        join decision
            on decision.project_id = walk.project_id
            and decision.entry_id > walk.entry_id
            and (decision.kind = 'merge' or decision.since <= walk.data_date)
        qualify row_number() over (partition by walk.told_id, walk.period order by decision.entry_id) = 1
    )

    select told_id, period, arg_max(project_id, entry_id) as project_id
    from walk
    group by all
);
