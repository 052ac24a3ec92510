-- Questions that were answered before, about the same value.
select distinct code, city_id, project_id, value, arg_max(note, confirmed_at) over (
    partition by code, city_id, project_id, value) as note
from confirmation
where list_contains($cities, city_id);
