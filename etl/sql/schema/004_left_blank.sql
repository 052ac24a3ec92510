-- The projects of which a file says nothing: those that "nothing changed" fills, or would fill.
create table left_blank (submission_id integer not null, project_id varchar not null);
