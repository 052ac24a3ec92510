-- What moved since the period that an edition is compared with, project by project; without one, nothing.
select
    'movement' as axis, $period as at_period, project_id as key, kind, from_status, to_status, from_progress_pct,
    to_progress_pct, old_title, title, is_renamed
from movement_between($compare::varchar, $compare_known_on::timestamp, $period, $known_on::timestamp)
where $compare::varchar is not null
order by project_id;
