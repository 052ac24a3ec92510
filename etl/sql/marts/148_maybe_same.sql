-- Pairs of projects that may be one and the same and on which the desk has not decided by a moment, both ways round.
-- A code that was merged stands for no project of its own, so nothing is asked about it.
create or replace macro maybe_same(known_on) as table (
    with decided as (
        select project_id, other_id from desk_entries(known_on) where kind in ('merge', 'different')
    ),

    merged as (
        select told_id from merged_project(known_on)
    ),

    pair as (
        select project_id, other_id from project_link where kind = 'possible_same_as' and other_id <> ''
        union
        select other_id, project_id from project_link where kind = 'possible_same_as' and other_id <> ''
    )

    select project_id, other_id
    from pair
    where project_id not in (select told_id from merged)
        and other_id not in (select told_id from merged)
        and (project_id, other_id) not in (
            select project_id, other_id from decided
            union all
            select other_id, project_id from decided
        )
);
