-- Which results has one project reported, each indicator's reports oldest first? A row without a value says that the
-- indicator goes on, and nothing of its value: it stands only where none was ever told.
with said as (
    select
        told.period, told.data_date, told.counted_at, told.sha256, result.*,
        count(result.value) over (partition by result.indicator) > 0 as has_value
    from told_update($known_on) as told
    join result on result.submission_id = told.submission_id and result.project_id = told.reported_as
    where told.project_id = $project_id
        and told.data_date <= (select data_date from period where period = $at_period)
)

select
    indicator, unit, baseline, target, value, as_of, period, data_date, said.submission_id, said.sheet,
    origin_column.column_letter || row_no as cell
from said
left join origin_column on origin_column.submission_id = said.submission_id
    and origin_column.sheet = said.sheet and origin_column.field = 'value'
where value is not null or not has_value
qualify row_number() over (
    partition by indicator, data_date order by counted_at desc, sha256 desc, as_of desc nulls last, row_no
) = 1
order by indicator, data_date
