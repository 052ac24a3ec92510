-- Action plans.
delete from action_plan;
insert into action_plan by name
select plan_id, name, valid_from::date as valid_from, valid_to::date as valid_to, basis from list_rows;
