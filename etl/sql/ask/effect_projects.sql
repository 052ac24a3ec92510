-- The facts of a report's projects that it may change.
select project_id as key, title as name, is_listed, status, progress_pct, planned_end, title
from state_at($period, $known_on::timestamp)
where list_contains($cities, city_id)
order by key;
