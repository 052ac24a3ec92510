-- What each report brought: projects told of for the first time, told anew, told with the same figures and words as
-- before, and filled by "nothing changed". The last two are no fresh evidence; a report of nothing else is "filed but stale".
create or replace macro report_freshness(known_on) as table (
    select
        city_id,
        period,
        count(*) as projects,
        count(*) filter (where told_as = 'first_told') as first_told,
        count(*) filter (where told_as = 'untouched') as untouched,
        count(*) filter (where told_as = 'repeated') as repeated,
        count(*) filter (where told_as in ('first_told', 'told_anew')) as fresh,
        count(*) filter (where told_as in ('first_told', 'told_anew')) = 0 as is_stale
    from told_freshness(known_on)
    group by all
);
