-- How did the status of each project go through the reports? One row a project and period, listed or not.
select
    at_period, at_date, project_id, title, city_id, city_name, iso3, country_name, country_order,
    focus_area, focus_area_name, sector, sector_name, pillar, pillar_name, status, is_listed, is_stale, is_new,
    percent_complete, progress_pct, first_period, last_period, left_plan_reason, submission_id
from state_history($known_on)
where ($city is null or list_contains($city, city_id))
    and ($country is null or list_contains($country, iso3))
    and ($sector is null or list_contains($sector, sector))
    and ($pillar is null or list_contains($pillar, pillar))
    and ($focus_area is null or list_contains($focus_area, focus_area))
    and ($project is null or list_contains($project, project_id))
    and at_date <= (select data_date from period where period = $at_period)
order by country_order, city_name, first_period, project_id, at_date
