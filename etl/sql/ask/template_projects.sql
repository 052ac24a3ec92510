-- A city's listed projects at or before a period, with their last values.
select * replace (words_source(source, submission_id) as source)
from state_history($known_on::timestamp)
where city_id = $city
    and is_listed
    and at_date = (
        select max(data_date) from counted_reports($known_on::timestamp)
        where data_date <= (select data_date from period where period = $period)
    )
order by project_id;
