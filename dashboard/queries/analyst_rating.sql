-- How did the analysts rate projects last, and why?
select rating.*
from analyst_rating($at_period, $known_on) as rating
where $project_id is null or project_id = $project_id
order by project_id
