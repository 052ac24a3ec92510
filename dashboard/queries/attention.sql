-- Which projects should somebody ask about, and what raises the question?
select *
from attention($at_period, $known_on)
where $project_id is null or project_id = $project_id
order by country_order, city_name, title, project_id, reason_order
