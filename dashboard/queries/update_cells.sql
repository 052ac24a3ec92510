-- In which cells does each report tell of one project, field by field?
select
    told.submission_id, told.period, told.reported_as, told.data_date, told.counted_at, told.sheet, told.row_no,
    origin_column.field, origin_column.heading,
    origin_column.column_letter || told.row_no as cell,
    told.typed[origin_column.field] as typed,
    told.rule[origin_column.field] as rule
from told_update($known_on) as told
join origin_column on origin_column.submission_id = told.submission_id and origin_column.sheet = told.sheet
where told.project_id = $project_id and told.typed[origin_column.field] is not null
order by told.data_date desc, told.counted_at desc, length(origin_column.column_letter), origin_column.column_letter
