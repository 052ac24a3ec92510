-- How many tries each report took until it was clean: one row a chain of files; null where none of them is clean yet.
create or replace macro tries(known_on) as table (
    select
        first_id,
        any_value(city_id) as city_id,
        any_value(period) as period,
        max(try_number) as files,
        min(try_number) filter (where is_clean) as tries,
        bool_or(is_clean) as is_clean,
        min(received_at) as first_sent_at,
        max(received_at) as last_sent_at
    from submission_chain(known_on)
    group by first_id
);
