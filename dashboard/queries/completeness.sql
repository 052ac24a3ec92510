-- How many of the listed projects have each item of a report?
select
    count(*) as projects,
    count(*) filter (where status <> 'not_stated') as status,
    count(focus_area) as focus_area,
    count(*) filter (where sector is not null and pillar is not null) as sector_and_pillar,
    count(progress_note) filter (where last_period = at_period) as progress_note,
    count(percent_complete) as percent_complete,
    count(*) filter (where planned_start is not null and planned_end is not null) as plan_dates,
    count(*) filter (where has_due_dates) as milestones,
    count(budget) as budget
from selected_state('network', $known_on, $city, $country, $sector, $pillar, $focus_area, $status)
where at_period = $at_period and is_listed
