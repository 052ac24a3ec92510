-- What the desk had decided by a moment and had not undone by then.
create or replace macro desk_entries(as_known_on) as table (
    with decided as (
        select * from desk_entry where decided_at <= coalesce(as_known_on, 'infinity'::timestamp)
    )

    select *
    from decided
    where kind <> 'undo'
        and entry_id not in (select undoes from decided where kind = 'undo')
);
