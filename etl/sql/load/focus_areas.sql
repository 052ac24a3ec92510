-- Focus areas, in the framework's order.
delete from focus_area;
insert into focus_area by name select code, name, description, line::integer as sort_order from list_rows;
