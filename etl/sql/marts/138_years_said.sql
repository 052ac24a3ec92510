-- From which year on, and until which, do words such as "2018-2022", "2022", "2015-" or "2019-2024; 2024-" speak? Null
-- where none is given; without an end, the end is null.
create or replace macro first_year(said) as try_cast(regexp_extract(said, '\d{4}') as integer);
create or replace macro last_year(said) as try_cast(regexp_extract(trim(said), '\d{4}$') as integer);
