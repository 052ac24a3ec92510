-- Codes that no longer stand for a project of their own: told_id → the project that goes on, after every merge.
create or replace macro merged_project(as_known_on) as table (
    with recursive joined as (
        select entry_id, project_id, other_id from desk_entries(as_known_on) where kind = 'merge'
    ),

    walk as (
        select project_id as told_id, other_id as project_id, entry_id from joined
        union all
        select walk.told_id, joined.other_id, joined.entry_id
        from walk
        join joined on joined.project_id = walk.project_id and joined.entry_id > walk.entry_id
    )

    select told_id, arg_max(project_id, entry_id) as project_id
    from walk
    group by all
);
