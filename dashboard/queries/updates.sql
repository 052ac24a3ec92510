-- What did each report say of each project, as it counted by the moment asked for? One row a project and report.
select
    told.project_id, told.period, told.data_date, told.city_id, city.name as city_name, city.iso3,
    told.* exclude (project_id, period, data_date, city_id, typed, rule, sha256, sheet, row_no),
    count(*) over () as total
from told_update($known_on) as told
join city using (city_id)
where told.data_date <= (select data_date from period where period = $at_period)
    and passes(told.project_id, $project)
    and passes(told.city_id, $city)
    and passes(city.iso3, $country)
    and passes(told.sector, $sector)
    and passes(told.pillar, $pillar)
    and passes(told.focus_area, $focus_area)
    and passes(coalesce(told.status, 'not_stated'), $status)
order by told.data_date desc, city.iso3, city.name, told.project_id, told.counted_at desc,
    told.submission_id, told.reported_as
limit $rows offset $skip
