-- Reporting periods; a practice store keeps its own beside these. Due times come as UTC (etl/due.py reads them).
delete from period where period in (select period from list_rows);
insert into period by name
select period, label, start::date as start_date, data_date::date as data_date, due_at::timestamp as due_at,
    reports_expected = '1' as reports_expected, list_published = '1' as list_published, plan_id, note
from list_rows;
