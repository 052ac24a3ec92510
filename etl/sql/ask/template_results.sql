-- The indicators in a city's newest report that holds any: a file without that sheet says nothing of them.
select result.* replace (coalesce(merged.project_id, result.project_id) as project_id)
from result
left join merged_project($known_on::timestamp) as merged on merged.told_id = result.project_id
where submission_id = (
    select arg_max(submission_id, {'d': data_date, 'c': counted_at, 'h': sha256}) from counted_reports($known_on::timestamp)
    where city_id = $city and data_date <= (select data_date from period where period = $period)
        and submission_id in (select submission_id from result)
)
order by row_no;
