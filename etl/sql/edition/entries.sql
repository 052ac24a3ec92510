-- Every entry, in its order.
select entry_id, edition_id, kind, key, value, reason, who, said_at from edition_entry order by entry_id;
