-- Who prepared the report, and in which position, as its sheet `Your city` says: whom to ask about a figure.
alter table submission add column prepared_by varchar;
