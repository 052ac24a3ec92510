-- Files that follow each other, one row a file: a city's first try, and how many came before each. Only files of one city
-- and period; the Secretariat's own lists of many cities are no tries. Nor is what was only checked: the chain passes over it.
create or replace macro submission_chain(known_on) as table (
    with recursive scope as (
        select submission_id, any_value(city_id) as city_id, any_value(period) as period
        from submission_scope
        group by submission_id
        having count(distinct city_id) = 1 and count(distinct period) = 1
    ),

    sent as (
        select submission.submission_id, follows, verdict, received_at, city_id, period, verdict <> 'checked' as is_sent
        from submission
        join scope using (submission_id)
        where not coalesce(is_record, false)
            and received_at <= coalesce(known_on, 'infinity'::timestamp)
    ),

    chain as (
        select submission_id, submission_id as first_id, is_sent::integer as try_number, city_id, period
        from sent
        where follows is null or follows not in (select submission_id from sent)
        union all
        select sent.submission_id, chain.first_id, chain.try_number + sent.is_sent::integer, sent.city_id, sent.period
        from chain
        join sent on sent.follows = chain.submission_id
    )

    select chain.*, sent.verdict, sent.received_at, sent.verdict = 'accepted' as is_clean
    from chain
    join sent using (submission_id)
    where sent.is_sent
);
