-- Which projects has one city, listed or not?
select project_id, title
from state_history($known_on)
where city_id = $city_id and at_period = $at_period
order by title, project_id
