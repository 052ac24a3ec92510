-- One more entry of the desk's ledger.
insert into desk_entry by name
select nextval('desk_entry_number')::integer as entry_id, $kind as kind, $project_id as project_id, $other_id as other_id,
    $city_id as city_id, $period as period, $field as field, $value as value, $reason as reason, $who as who,
    $decided_at::timestamp as decided_at, $undoes::integer as undoes
returning entry_id;
