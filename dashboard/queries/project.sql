-- What has each report said of one project?
select * replace (words_source(source, submission_id) as source)
from state_history($known_on)
where project_id = $project_id
order by at_date
