-- How did the status of each project go through the reports? One row a project and period, listed or not. A project is
-- in view by its classes and its status at the period shown: one that was in another class before has not come or left.
select
    at_period, at_date, project_id, title, city_id, city_name, country_order, focus_area_name, sector_name, status,
    is_listed, is_stale, percent_complete, first_period, last_period
from state_history($known_on)
where project_id in (
        select project_id
        from selected_state('network', $known_on, $city, $country, $sector, $pillar, $focus_area, $status)
        where at_period = $at_period
            and passes(project_id, $project)
    )
    and at_date <= (select data_date from period where period = $at_period)
order by country_order, city_name, first_period, project_id, at_date
