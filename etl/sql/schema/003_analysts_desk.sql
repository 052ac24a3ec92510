-- The analyst's desk: what people decide about projects beside the reports. Only ever added to: a decision that was
-- wrong is undone by a later entry, so that what was known on a moment stays what it was.
create sequence desk_entry_number start 1;
create table desk_entry (
    entry_id integer primary key,
    kind varchar not null,     -- note, rating, merge, split, rename, reclassify, different, closeout, undo
    project_id varchar,
    other_id varchar,          -- merge: the project that goes on; split: the new one; different: the other of the pair
    city_id varchar,
    period varchar,            -- rating: of which report; split, rename, reclassify: from which report on, null = always
    field varchar,             -- reclassify: focus_area, sector or pillar
    value varchar,             -- the text of a note, the code of a rating or a class, the title, how a project ended
    reason varchar not null,
    who varchar not null,
    decided_at timestamp not null,
    undoes integer
);
-- A project that a split made, not a report.
alter table project add column entry_id integer;
