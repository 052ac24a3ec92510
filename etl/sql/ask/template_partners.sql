-- The partners in a city's newest report that names any: a file without that sheet says nothing of them.
select project_partner.* replace (coalesce(merged.project_id, project_partner.project_id) as project_id)
from project_partner
left join merged_project($known_on::timestamp) as merged on merged.told_id = project_partner.project_id
where city_id = $city
    and submission_id = (
        select arg_max(submission_id, {'d': data_date, 'c': counted_at, 'h': sha256}) from counted_reports($known_on::timestamp)
        where city_id = $city and data_date <= (select data_date from period where period = $period)
            and (submission_id, city_id) in (select submission_id, city_id from project_partner)
    )
order by row_no;
