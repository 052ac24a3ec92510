-- The past moment from which a report is to count, as its sender asked (importers of history); null: from when it is loaded.
-- Kept from the first try on, so that it is not forgotten when what was asked is answered later.
alter table submission add column counts_from timestamp;
