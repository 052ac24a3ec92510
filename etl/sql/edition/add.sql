-- One more entry of the ledger of editions.
insert into edition_entry by name
select nextval('edition_entry_number')::integer as entry_id, $edition_id as edition_id, $kind as kind, $key as key,
    $value as value, $reason as reason, $who as who, $said_at::timestamp as said_at
returning entry_id;
