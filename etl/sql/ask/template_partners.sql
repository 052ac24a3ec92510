-- The partners that a city names (told_partner), and whether money is only sought from them.
select
    told.* replace (coalesce(merged.project_id, told.project_id) as project_id),
    is_sought(funding_status) as is_sought
from told_partner($period, $known_on::timestamp) as told
left join merged_project($known_on::timestamp) as merged on merged.told_id = told.project_id
where city_id = $city
order by data_date desc, submission_id desc, row_no;
