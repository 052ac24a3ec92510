-- `state_history` for a reader who asks of now: planning the whole history costs more than any answer, also where
-- nothing of it is read. Asked of an earlier moment it fails.
create or replace macro state_history(known_on) as table (
    select *
    from state_now
    where case when known_on is null then true else error('This reader knows the state of now only.') end
);
