-- When a rule set is in force; no row: none ever is.
delete from rating_in_force;
insert into rating_in_force by name
select rule_set, valid_from::date as valid_from, valid_to::date as valid_to from list_rows;
