-- Every registered project and the city that it belongs to.
select project_id, city_id from project;
