-- A report was taken back.
insert into withdrawal by name select * from old.withdrawal where submission_id = $number;
