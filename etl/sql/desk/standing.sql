-- The decisions that stand.
select * from desk_entries(null) order by entry_id;
