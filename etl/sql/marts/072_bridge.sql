-- The steps from a figure at one moment to the same figure at another, each by computing the figure anew on a set of
-- projects (method.md 6): corrections to what was known of the first, the projects that are in the group both times, those
-- that moved into or out of it, those no longer listed, those added. One row a member, figure and step; `value` after the
-- step, `change` by it, so that the changes add up to the difference; `moved`: how many projects the step concerns.
create or replace macro bridge(
    axis, from_period, from_known_on, to_period, to_known_on,
    of_cities, of_countries, of_sectors, of_pillars, of_focus_areas, of_statuses
) as table (
    with known_first as (
        select *
        from selected_state(
            axis, from_known_on, of_cities, of_countries, of_sectors, of_pillars, of_focus_areas, of_statuses
        )
        where at_period = from_period
    ),

    known_last as (
        select *
        from selected_state(
            axis, to_known_on, of_cities, of_countries, of_sectors, of_pillars, of_focus_areas, of_statuses
        )
        where at_period in (from_period, to_period)
    ),

    -- What is counted: the list, and for one figure the first list. A project may be on either, or on both.
    counted as (
        select 'first' as moment, 'list' as list, * from known_first where is_listed
        union all by name
        select 'first' as moment, 'first_list' as list, * from known_first where in_baseline
        union all by name
        select 'corrected' as moment, 'list' as list, * from known_last where is_listed and at_period = from_period
        union all by name
        select 'corrected' as moment, 'first_list' as list, * from known_last
        where in_baseline and at_period = from_period
        union all by name
        select 'last' as moment, 'list' as list, * from known_last where is_listed and at_period = to_period
        union all by name
        select 'last' as moment, 'first_list' as list, * from known_last where in_baseline and at_period = to_period
    ),

    anywhere as (  -- whether a project is on the list at all, in this group or in another
        select project_id, at_period, 'list' as list
        from state_history(to_known_on) where is_listed and at_period in (from_period, to_period)
        union all
        select project_id, at_period, 'first_list'
        from state_history(to_known_on) where in_baseline and at_period in (from_period, to_period)
    ),

    placed as (
        select
            counted.*,
            {'s': counted.status, 'p': counted.progress_pct, 'l': counted.slippage_pts} as facts,
            bool_or(moment = 'corrected') over same as was_in,
            bool_or(moment = 'last') over same as stays_in,
            anywhere.project_id is not null as is_at_other_end
        from counted
        left join anywhere
            on anywhere.project_id = counted.project_id
            and anywhere.list = counted.list
            and anywhere.at_period = case moment when 'last' then from_period else to_period end
        window same as (partition by counted.list, counted.project_id, counted.key)
    ),

    step as (
        select * from (values
            (0, 'start'), (1, 'corrections'), (2, 'common'), (3, 'reclassified'), (4, 'no_longer_listed'), (5, 'added')
        ) steps(place, step)
    ),

    in_step as (  -- the projects of each step, as they stand in it
        select step.place, step.step, placed.*
        from placed
        join step on case step.step
            when 'start' then moment = 'first'
            when 'corrections' then moment = 'corrected'
            when 'common' then (moment = 'corrected' and not stays_in) or (moment = 'last' and was_in)
            when 'reclassified'
                then (moment = 'corrected' and not is_at_other_end) or (moment = 'last' and is_at_other_end)
            when 'no_longer_listed' then moment = 'last' and is_at_other_end
            else moment = 'last'
        end
    ),

    measured as (  -- a set without a project counts zero
        select
            keys.key, step.place, step.step,
            listed_count(list = 'list') as projects,
            status_count(list = 'list', status, 'planning') as planning,
            status_count(list = 'list', status, 'ongoing') as ongoing,
            status_count(list = 'list', status, 'completed') as completed,
            status_count(list = 'list', status, 'on_hold') as on_hold,
            status_count(list = 'list', status, 'cancelled') as cancelled,
            status_count(list = 'list', status, 'not_stated') as not_stated,
            completion_rate_of(list = 'list', status) as completion_rate,
            completion_rate_baseline_of(list = 'first_list', status) as completion_rate_baseline,
            progress_mean_of(list = 'list', status, progress_pct) as progress_mean,
            count_of(list = 'list', status, progress_pct) as progress_n,
            mean_of(list = 'list', status, slippage_pts) as slippage,
            count_of(list = 'list', status, slippage_pts) as slippage_n
        from (select distinct key from counted) as keys
        cross join step
        left join in_step on in_step.key = keys.key and in_step.place = step.place
        group by keys.key, step.place, step.step
    ),

    moved_project as (
        select
            key, list, project_id,
            any_value(facts) filter (where moment = 'first') as at_first,
            any_value(facts) filter (where moment = 'corrected') as at_corrected,
            any_value(facts) filter (where moment = 'last') as at_last,
            bool_or(is_at_other_end) filter (where moment <> 'first') as is_elsewhere
        from placed
        group by all
    ),

    moved as (
        select
            key, list,
            count(*) filter (where at_first is distinct from at_corrected) as corrections,
            count(*) filter (where at_corrected <> at_last) as common,
            count(*) filter (where (at_corrected is null) <> (at_last is null) and is_elsewhere) as reclassified,
            count(*) filter (where at_corrected is not null and at_last is null and not is_elsewhere) as no_longer_listed,
            count(*) filter (where at_corrected is null and at_last is not null and not is_elsewhere) as added
        from moved_project
        group by all
    ),

    as_numbers as (
        select
            key, place, step, completion_rate, completion_rate_baseline, progress_mean, slippage,
            projects::double as projects, planning::double as planning, ongoing::double as ongoing,
            completed::double as completed, on_hold::double as on_hold, cancelled::double as cancelled,
            not_stated::double as not_stated, progress_n::double as progress_n, slippage_n::double as slippage_n
        from measured
    ),

    long as (
        from as_numbers unpivot include nulls (value for figure in (columns(* exclude (key, place, step))))
    )

    select
        long.key,
        long.figure,
        long.place,
        long.step,
        long.value,
        long.value - last_value(long.value ignore nulls) over (
            partition by long.key, long.figure order by long.place rows between unbounded preceding and 1 preceding
        ) as change,
        case long.step
            when 'corrections' then moved.corrections
            when 'common' then moved.common
            when 'reclassified' then moved.reclassified
            when 'no_longer_listed' then moved.no_longer_listed
            when 'added' then moved.added
        end as moved
    from long
    left join moved
        on moved.key = long.key
        and moved.list = case long.figure when 'completion_rate_baseline' then 'first_list' else 'list' end
);
