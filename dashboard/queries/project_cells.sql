-- In which cell of which file does each listed project's status and percent stand?
select
    project_id, title, city_id, city_name, iso3, status, percent_complete,
    submission.file_name as file,
    state.sheet,
    status_column.column_letter || state.row_no as status_cell,
    percent_column.column_letter || state.row_no as percent_cell
from selected_state('network', $known_on, $city, $country, $sector, $pillar, $focus_area, $status) as state
join submission using (submission_id)
left join origin_column as status_column
    on status_column.submission_id = state.submission_id
    and status_column.sheet = state.sheet
    and status_column.field = 'status'
left join origin_column as percent_column
    on percent_column.submission_id = state.submission_id
    and percent_column.sheet = state.sheet
    and percent_column.field = 'percent_complete'
where at_period = $at_period and is_listed
order by country_order, city_name, title, project_id
