-- What do the reports say in words of the projects in view, newest first? In view by their class and status at the period.
select
    at_period, at_date, project_id, title, city_id, city_name, progress_note, next_steps,
    words_source(source, submission_id) as source, source_page, submission_id, sheet, row_no
from state_history($known_on)
where progress_note is not null
    and last_period = at_period
    and passes(city_id, $city)
    and passes(iso3, $country)
    and passes(project_id, $project)
    and project_id in (
        select project_id
        from selected_state('network', $known_on, null, null, $sector, $pillar, $focus_area, $status)
        where at_period = $at_period
    )
    and at_date <= (select data_date from period where period = $at_period)
order by at_date desc, city_name, title, project_id
