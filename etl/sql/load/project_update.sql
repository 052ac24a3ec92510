-- The rows of a report, each with its cells as typed and how a foreign spelling was read.
insert into project_update by name
select
    $submission_id as submission_id, project_id, city as city_id, period, sheet, row_no,
    title, in_plan, left_plan_reason, status, percent_complete, progress_note, next_steps, challenges,
    support_needed, self_rating, planned_start::date as planned_start, planned_end::date as planned_end,
    forecast_end::date as forecast_end, actual_end::date as actual_end, budget, spent, currency,
    lead_agency, focus_area, sector, other_sectors, pillar, other_pillars, source, source_page,
    status_basis, is_unchanged,
    map_from_entries(list_filter([
        ('project_id', typed_project_id), ('city', typed_city), ('period', typed_period),
        ('title', typed_title), ('in_plan', typed_in_plan), ('left_plan_reason', typed_left_plan_reason),
        ('status', typed_status), ('percent_complete', typed_percent_complete),
        ('progress_note', typed_progress_note), ('next_steps', typed_next_steps),
        ('challenges', typed_challenges), ('support_needed', typed_support_needed),
        ('self_rating', typed_self_rating), ('planned_start', typed_planned_start),
        ('planned_end', typed_planned_end), ('forecast_end', typed_forecast_end),
        ('actual_end', typed_actual_end), ('budget', typed_budget), ('spent', typed_spent),
        ('currency', typed_currency), ('lead_agency', typed_lead_agency), ('focus_area', typed_focus_area),
        ('sector', typed_sector), ('other_sectors', typed_other_sectors), ('pillar', typed_pillar),
        ('other_pillars', typed_other_pillars), ('source', typed_source),
        ('source_page', typed_source_page), ('status_basis', typed_status_basis)
    ], lambda entry: entry[2] is not null)) as typed,
    map_from_entries(list_filter([
        ('project_id', rule_project_id), ('city', rule_city), ('period', rule_period),
        ('title', rule_title), ('in_plan', rule_in_plan), ('left_plan_reason', rule_left_plan_reason),
        ('status', rule_status), ('percent_complete', rule_percent_complete),
        ('progress_note', rule_progress_note), ('next_steps', rule_next_steps),
        ('challenges', rule_challenges), ('support_needed', rule_support_needed),
        ('self_rating', rule_self_rating), ('planned_start', rule_planned_start),
        ('planned_end', rule_planned_end), ('forecast_end', rule_forecast_end),
        ('actual_end', rule_actual_end), ('budget', rule_budget), ('spent', rule_spent),
        ('currency', rule_currency), ('lead_agency', rule_lead_agency), ('focus_area', rule_focus_area),
        ('sector', rule_sector), ('other_sectors', rule_other_sectors), ('pillar', rule_pillar),
        ('other_pillars', rule_other_pillars), ('source', rule_source), ('source_page', rule_source_page),
        ('status_basis', rule_status_basis)
    ], lambda entry: entry[2] is not null)) as rule
from report_rows;
