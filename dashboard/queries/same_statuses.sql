-- With which status did some projects stand on each list up to the period shown?
select project_id, at_period, status
from state_history($known_on)
where list_contains($projects, project_id) and is_listed
    and at_date <= (select data_date from period where period = $at_period)
order by project_id, at_date
