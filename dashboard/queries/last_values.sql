-- Which projects does a city list at or before a period, and with which last values?
select *
from state_history(null)
where city_id = $city
    and is_listed
    and at_date = (
        select max(data_date) from counted_reports(null)
        where data_date <= (select data_date from period where period = $period)
    )
order by project_id;
