-- The cities of the projects that the newest entry, or the one that it undoes, speaks of.
with last as (
    select * from desk_entry where entry_id = (select max(entry_id) from desk_entry)
),

about as (
    select * from last
    union all
    select desk_entry.* from desk_entry join last on desk_entry.entry_id = last.undoes
)

select distinct city_id
from project
where project_id in (select project_id from about) or project_id in (select other_id from about)
order by city_id;
