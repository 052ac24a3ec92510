-- The indicators in a city's newest report that holds any, each with the last value that was told of it: a file without that
-- sheet says nothing of them, and a row without a value nothing of the value.
with told as (
    select
        result.* replace (coalesce(merged.project_id, result.project_id) as project_id),
        {'d': data_date, 'c': counted_at, 'h': sha256} as place
    from counted_reports($known_on::timestamp) as counted
    join result using (submission_id)
    join project on project.project_id = result.project_id and project.city_id = counted.city_id
    left join merged_project($known_on::timestamp) as merged on merged.told_id = result.project_id
    where counted.city_id = $city and data_date <= (select data_date from period where period = $period)
)

select
    * exclude (place) replace (
        last_value(value ignore nulls) over so_far as value,
        coalesce(last_value(case when value is not null then as_of end ignore nulls) over so_far, as_of) as as_of
    )
from told
window so_far as (
    partition by project_id, lower(trim(indicator)), lower(trim(coalesce(unit, '')))
    order by place, told.as_of nulls first, row_no
    rows between unbounded preceding and current row
)
qualify place = max(place) over ()
order by row_no;
