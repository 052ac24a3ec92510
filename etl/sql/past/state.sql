-- What was last reported by the file's cities at or before one of its periods, as known on a moment (null = now).
select $period as for_period, project_id, city_id, title, is_listed, in_plan, status, percent_complete, focus_area,
    sector, planned_start, planned_end, forecast_end, actual_end, budget, spent, currency, self_rating,
    progress_note, next_steps, challenges, support_needed
from state_as_of($known_on::timestamp)
where list_contains($cities, city_id)
    and at_date = (
        select max(data_date) from counted_reports($known_on::timestamp)
        where data_date <= (select data_date from period where period = $period)
    );
