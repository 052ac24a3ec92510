-- Each project as it stood at each period. As known now it is read from `state_now`, which every change of the store
-- fills from the same definition, so that a page need not compute the history again; as known earlier it is computed.
create or replace macro state_history(known_on) as table (
    select * from state_now where known_on is null
    union all
    select * from state_as_of(known_on) where known_on is not null
);
