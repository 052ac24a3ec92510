-- Questions that were answered before, about the same value compared with the same; the newest answer holds.
select code, city_id, project_id, title, value, field, against, arg_max(note, confirmed_at) as note
from confirmation
where list_contains($cities, city_id)
group by all;
