-- How many projects of a plan ended which way, by city, member state or for all, as a range: at least what is known, at most that and
-- all that nobody has answered for. The projects are those that the filters leave by their classes and status at the period.
create or replace macro closeout_range(
    axis, for_plan, for_period, known_on, of_sectors := null, of_pillars := null, of_focus_areas := null, of_statuses := null
) as table (
    with ended as (
        select
            case axis
                when 'network' then (select value from meta where key = 'programme_code')
                when 'country' then iso3
                when 'city' then city_id
            end as key,
            *
        from closeout(for_plan, for_period, known_on)
        where project_id in (
            select project_id
            from selected_state(
                'network', known_on, null, null, of_sectors, of_pillars, of_focus_areas, of_statuses
            )
            where at_period = for_period
        )
    ),

    whole as (
        select
            key,
            count(*) as projects,
            count(*) filter (where outcome = 'not_answered') as not_answered,
            count(*) filter (where basis = 'answer') as answered
        from ended
        group by key
    ),

    kind as (
        select * from (values ('completed', 1), ('goes_on', 2), ('merged', 3), ('replaced', 4), ('stopped', 5)) as kinds(outcome, place)
    ),

    counted as (
        select key, outcome, count(*) as projects from ended group by all
    )

    select
        whole.key, kind.outcome, kind.place, whole.projects, whole.not_answered, whole.answered,
        coalesce(counted.projects, 0) as at_least,
        coalesce(counted.projects, 0) + whole.not_answered as at_most
    from whole
    cross join kind
    left join counted on counted.key = whole.key and counted.outcome = kind.outcome
);
