-- The steps of a calendar of quarters (3 months) or half-years (6): the number of the step that holds a day, counted from
-- the one that holds the start, when a step ends, and how many steps lie between, a part of one counted as its share.
create or replace macro month_number(day) as (year(day) * 12 + month(day) - 1);
create or replace macro step_number(start, day, months) as (
    month_number(day) // months - month_number(start) // months + 1
);
create or replace macro month_end(number) as last_day(make_date(number // 12, number % 12 + 1, 1));
create or replace macro step_end(start, months, number) as (
    month_end((month_number(start) // months + number) * months - 1)
);
create or replace macro steps_to(start, day, months) as (
    step_number(start, day, months) - 1
    + (day - greatest(start, step_end(start, months, step_number(start, day, months) - 1)))::double
    / (step_end(start, months, step_number(start, day, months))
        - greatest(start, step_end(start, months, step_number(start, day, months) - 1)))
);
