-- Every registered project and the city that it belongs to; `before`: only those known before that submission.
select project_id, city_id from project where $before is null or submission_id is null or submission_id < $before;
