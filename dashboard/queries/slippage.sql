-- Which listed projects with dated milestones are behind or ahead of their plan? In the order of member states.
select project_id, title, city_id, city_name, country_name, status, progress_pct, planned_pct, slippage_pts,
    count(*) over () as total,
    count(*) filter (where slippage_pts < -10) over () as behind,
    count(*) filter (where slippage_pts > 10) over () as ahead
from selected_state('network', $known_on, $city, $country, $sector, $pillar, $focus_area, $status)
where at_period = $at_period and is_listed and slippage_pts is not null and status not in ('completed', 'cancelled')
order by abs(slippage_pts) desc, project_id
limit $rows
