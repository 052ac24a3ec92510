-- Places where the printed record contradicts itself, by line of the file.
insert into discrepancy by name
select line, period, what, printed, computed, explanation, kind, project_id, source from record_rows;
