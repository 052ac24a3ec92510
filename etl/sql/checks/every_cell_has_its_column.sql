-- Every typed cell can be traced to a column of its file.
select typed_field.submission_id, typed_field.field
from (select distinct submission_id, sheet, unnest(map_keys(typed)) as field from project_update) as typed_field
left join origin_column using (submission_id, sheet, field)
where origin_column.submission_id is null;
