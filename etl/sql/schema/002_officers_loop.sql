-- The officer's loop: tries that follow each other, answers and corrections, and what a report would change.

alter table submission add column follows integer;        -- the try that this one mends or answers
alter table submission add column on_behalf boolean;      -- filed by the Secretariat for the city
alter table submission add column chosen_city varchar;    -- said beside the file, not in it
alter table submission add column chosen_period varchar;
alter table submission add column is_partial boolean;
alter table submission add column is_record boolean;      -- the Secretariat's own, which may leave a status open
alter table submission add column fill_unchanged boolean; -- "nothing changed" was said for them
alter table submission add column untouched integer;      -- rows without any reported field: "nothing changed" may fill them
-- How many projects the file adds, changes, leaves as they are and takes off the list; null where it could not be read.
alter table submission add column new_projects integer;
alter table submission add column changed_projects integer;
alter table submission add column unchanged_projects integer;
alter table submission add column left_projects integer;

-- The cities and periods that a readable file speaks of, loaded or not.
create table submission_scope (submission_id integer not null, city_id varchar not null, period varchar not null);

alter table finding add column params varchar;     -- JSON
alter table finding add column beside varchar;     -- JSON: the cells shown around it
alter table finding add column mends varchar;      -- address that the suggestion belongs in
alter table finding add column confirmed varchar;  -- the reason, where it was answered

-- A confirmation holds for one field, and against what it was compared with.
alter table confirmation add column field varchar;
alter table confirmation add column against varchar;

-- A suggestion that was taken: the file keeps what was typed, the store what was meant.
create table correction (
    submission_id integer not null, number integer not null, sheet varchar not null, cell varchar not null,
    heading varchar, field varchar, project_id varchar, typed varchar, stored varchar not null,
    reason varchar not null, who varchar not null, corrected_at timestamp not null
);
-- What a report changes, by the same marts, computed before it counts. Numbers as text that reads back exactly.
create table effect (
    submission_id integer not null, number integer not null, axis varchar not null, key varchar not null, name varchar not null,
    period varchar not null, figure varchar not null, before varchar, after varchar
);
alter table project_update add column is_unchanged boolean;  -- "nothing changed": told, but no fresh evidence
