-- The projects that no report brought and no split made: the register that the store began with.
insert into project by name
select * from old.project where submission_id is null and entry_id is null;
