-- Statuses, official and ours.
delete from status;
insert into status by name
select code, label, meaning, source_kind, counts_as_open = '1' as counts_as_open, line::integer as sort_order from list_rows;
