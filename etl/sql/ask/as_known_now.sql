-- For a question about now alone, on the connection that asks it: what is kept, without the way to earlier moments, whose
-- definition costs more to plan, even unused, than such a question to answer. Anything else asked of it fails.
create or replace temp macro only_now(known_on) as
    case when known_on is null then true else error('this connection knows only what is known now') end;
create or replace temp macro state_history(known_on) as table (select * from state_now where only_now(known_on));
create or replace temp macro state_moments(known_on) as table (select * from moment_now where only_now(known_on));
create or replace temp macro report_calendar(known_on) as table (select * from calendar_now where only_now(known_on));
