-- Every code that was ever given, so that none is given twice.
select project_id, city_id from project;
