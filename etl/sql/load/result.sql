-- Indicators of a report's projects.
insert into result by name
select
    $submission_id as submission_id, sheet, row_no,
    project_id, indicator, unit, baseline, target, value, as_of::date as as_of,
    map_from_entries(list_filter([
        ('project_id', typed_project_id), ('indicator', typed_indicator), ('unit', typed_unit),
        ('baseline', typed_baseline), ('target', typed_target), ('value', typed_value),
        ('as_of', typed_as_of)
    ], lambda entry: entry[2] is not null)) as typed
from report_rows;
