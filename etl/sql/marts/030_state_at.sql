-- Each project as it stood at one period: the base of every page.
create or replace macro state_at(for_period, known_on) as table (
    select * from state_history(known_on) where at_period = for_period
);
