-- Meetings of the network; one without a date is only known by its year.
delete from meeting;
insert into meeting by name
select no::integer as number, year::integer as year, date::date as date, place, chair, shepherd from list_rows;
