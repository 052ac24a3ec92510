-- The name of a row whose project has no code yet, or that is one of several of its project: without it an answer about one
-- would hold for another.
alter table finding add column title varchar;
alter table confirmation add column title varchar;
alter table correction add column title varchar;
