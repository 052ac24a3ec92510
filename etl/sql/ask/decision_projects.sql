-- The facts of some cities' projects at every period that a decision of the desk may change.
select at_period as period, project_id as key, title as name, is_listed, status, progress_pct, planned_end, title,
    focus_area, sector, pillar
from state_history($known_on::timestamp)
where list_contains($cities, city_id)
order by at_date, key;
