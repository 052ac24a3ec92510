-- Which results has one project reported, each indicator's reports oldest first?
select
    result.indicator, result.unit, result.baseline, result.target, result.value, result.as_of, told.period,
    told.data_date, result.submission_id, result.sheet,
    origin_column.column_letter || result.row_no as cell
from told_update($known_on) as told
join result on result.submission_id = told.submission_id and result.project_id = told.reported_as
left join origin_column on origin_column.submission_id = result.submission_id
    and origin_column.sheet = result.sheet and origin_column.field = 'value'
where told.project_id = $project_id
    and told.data_date <= (select data_date from period where period = $at_period)
qualify row_number() over (
    partition by result.indicator, told.data_date order by told.counted_at desc, told.sha256 desc, result.row_no
) = 1
order by result.indicator, told.data_date
