-- Milestones of a report's projects.
insert into milestone by name
select
    $submission_id as submission_id, sheet, row_no,
    project_id, milestone, weight, due::date as due, done::date as done,
    map_from_entries(list_filter([
        ('project_id', typed_project_id), ('milestone', typed_milestone), ('weight', typed_weight),
        ('due', typed_due), ('done', typed_done)
    ], lambda entry: entry[2] is not null)) as typed
from report_rows;
