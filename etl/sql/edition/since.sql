-- What has happened since a moment that can change what was known on it: reports that began to count, reports taken back,
-- decisions of the desk, and those undone. `is_whole`: it speaks of every project of the city; else of `projects`.
with told as (
    select submission_id, city_id, list(distinct project_id) as projects from project_update group by all
),

loaded as (
    select
        submission_id, file_name, counted_at, city_id, bool_or(coverage = 'full') as is_whole,
        any_value(coalesce(projects, [])) as projects
    from submission
    join report using (submission_id)
    left join told using (submission_id, city_id)
    where verdict = 'accepted'
    group by all
),

decided as (
    select entry.*, project.city_id as of_city
    from desk_entry as entry
    left join desk_entry as undone on undone.entry_id = entry.undoes
    join project on project.project_id = coalesce(entry.project_id, undone.project_id)
    where entry.decided_at > $known_on::timestamp
        and coalesce(undone.kind, entry.kind) not in ('note', 'rating', 'different', 'closeout')
)

select 'report' as what, submission_id as number, file_name as name, counted_at as happened_at, city_id, is_whole, projects
from loaded
where counted_at > $known_on::timestamp
union all
select 'withdrawal', submission_id, file_name, withdrawn_at, city_id, is_whole, projects
from loaded
join withdrawal using (submission_id)
where withdrawn_at > $known_on::timestamp
union all
select 'decision', entry_id, kind, decided_at, of_city, project_id is null,
    list_filter([project_id, other_id], lambda x: x is not null)
from decided
order by happened_at, number, city_id;
