-- The state as known now, kept for the readers; filled anew by every change of the store.
create or replace table state_now as select * from state_as_of(null) order by at_date, city_id, project_id;
