-- Every registered project and the city that it belongs to; `before`: only those known before that submission. A project
-- that a split made is known while the split stands.
select project_id, city_id
from project
where ($before is null or submission_id is null or submission_id < $before)
    and (entry_id is null or entry_id in (select entry_id from desk_entries($known_on::timestamp)));
