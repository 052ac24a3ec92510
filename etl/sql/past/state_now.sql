-- The same as past/state as published now: the kept state is read, where planning its definition costs more than the rest.
select $period as for_period, project_id, city_id, title, is_listed, in_plan, status, percent_complete, focus_area,
    sector, planned_start, planned_end, forecast_end, actual_end, budget, spent, currency, self_rating,
    progress_note, next_steps, challenges, support_needed
from state_now
where list_contains($cities, city_id)
    and at_date = (
        select max(data_date) from counted_reports(null)
        where data_date <= (select data_date from period where period = $period)
    );
