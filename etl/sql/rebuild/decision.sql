-- A decision of the desk, and the project that it made.
insert into desk_entry by name select * from old.desk_entry where entry_id = $number;
insert into project by name select * from old.project where entry_id = $number;
