-- Which files are the figures of a view made from: those that counted by the moment asked for, up to the period shown?
select
    counted.period,
    submission.submission_id,
    submission.file_name as file,
    submission.sha256,
    count(distinct counted.city_id) as cities,
    min(counted.counted_at) as counted_at,
    submission.submitter
from counted_reports($known_on) as counted
join submission using (submission_id)
join city using (city_id)
where counted.data_date <= (select data_date from period where period = $at_period)
    and passes(city_id, $city)
    and passes(city.iso3, $country)
group by counted.period, counted.data_date, submission.submission_id, file, submission.sha256, submission.submitter
order by counted.data_date, counted_at, submission.submission_id
limit 20000
