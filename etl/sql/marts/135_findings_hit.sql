-- Which findings are hit: in how many files and places, how many of these were followed by a next try, and in how many the next
-- try no longer had the finding at the same field of the same project. What was answered with a reason needs no mending.
-- Of the files of chosen cities and member states; of all periods.
create or replace macro findings_hit(known_on, of_cities := null, of_countries := null) as table (
    with hit as (
        select chain.submission_id, chain.city_id, finding.number, finding.code, finding.severity,
            finding.project_id, finding.field, finding.confirmed
        from submission_chain(known_on) as chain
        join finding using (submission_id)
        join city on city.city_id = chain.city_id
        where finding.severity in ('stop', 'fix', 'confirm')
            and passes(chain.city_id, of_cities)
            and passes(city.iso3, of_countries)
    ),

    next_try as (
        select follows as submission_id, min(submission.submission_id) as next_id
        from submission
        where follows is not null and received_at <= coalesce(known_on, 'infinity'::timestamp)
        group by follows
    ),

    judged as (
        select
            hit.*,
            next_try.next_id,
            exists (
                select 1
                from finding as later
                where later.submission_id = next_try.next_id and later.code = hit.code
                    and later.field is not distinct from hit.field
                    and (later.project_id is not distinct from hit.project_id)
            ) as is_again
        from hit
        left join next_try using (submission_id)
    )

    select
        code,
        any_value(severity) as severity,
        count(*) as places,
        count(distinct submission_id) as files,
        count(distinct city_id) as cities,
        count(confirmed) as answered,
        count(next_id) filter (where confirmed is null) as followed,
        count(*) filter (where confirmed is null and next_id is not null and not is_again) as mended
    from judged
    group by code
);
