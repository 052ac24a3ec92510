-- What did each report say of each project, as it counted by the moment asked for? One row a project and report.
select
    told.project_id, told.period, told.data_date, told.city_id, city.name as city_name, city.iso3,
    told.* exclude (project_id, period, data_date, city_id, typed, rule, sha256, sheet, row_no),
    count(*) over () as total
from told_update($known_on) as told
join city using (city_id)
where told.data_date <= (select data_date from period where period = $at_period)
    and ($project is null or list_contains($project, told.project_id))
    and ($city is null or list_contains($city, told.city_id))
    and ($country is null or list_contains($country, city.iso3))
    and ($sector is null or list_contains($sector, told.sector))
    and ($pillar is null or list_contains($pillar, told.pillar))
    and ($focus_area is null or list_contains($focus_area, told.focus_area))
    and ($status is null or list_contains($status, coalesce(told.status, 'not_stated')))
order by told.data_date desc, city.iso3, city.name, told.project_id, told.counted_at desc
limit $rows offset $skip
