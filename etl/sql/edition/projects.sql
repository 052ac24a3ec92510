-- Each project as it stood at an edition's period, as known on its moment.
select
    'project' as axis, at_period, project_id as key, city_id, title, status, is_listed, is_new, left_plan_reason,
    percent_complete, progress_pct, progress_basis, planned_pct, assumed_planned_pct, slippage_pts, focus_area, sector, pillar,
    other_pillars, other_sectors, in_baseline, planned_start, planned_end, baseline_start, baseline_end, baseline_budget,
    forecast_end, actual_end, budget, spent, currency, lead_agency, progress_note, next_steps, challenges, support_needed,
    self_rating, source, source_page, is_stale, last_period
from state_at($period, $known_on::timestamp)
order by project_id;
