-- The calendar and the periods with a list as known now, kept for the readers beside `state_now` and for the same reason.
create or replace table calendar_now as select * from report_calendar_as_of(null);
create or replace table moment_now as select distinct at_period, at_date from state_now;
create or replace macro report_calendar(known_on) as table (
    select * from calendar_now where known_on is null
    union all
    select * from report_calendar_as_of(known_on) where known_on is not null
);
-- The periods of which a report counts, with their data date.
create or replace macro state_moments(known_on) as table (
    select * from moment_now where known_on is null
    union all
    select distinct at_period, at_date from state_as_of(known_on) where known_on is not null
);
