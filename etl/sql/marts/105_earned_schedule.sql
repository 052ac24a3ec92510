-- Earned schedule (method.md 4; Lipke) of the listed projects at one period, against the baseline: the first accepted
-- milestones from the first accepted start. In steps where reports are quarterly or half-yearly, in days along the
-- interpolated curve where they are yearly. Planned value stays 100 past the planned finish; time runs to the data date
-- of the update in force, or to the actual finish once completed. Where it cannot be given, `reason` says why and the figures are null.
create or replace macro earned_schedule(for_period, as_known_on) as table (
    with state as (
        select
            *,
            case when at_period like '%-Q%' then 3 when at_period like '%-H%' then 6 end as step_months,
            case when status = 'completed' then actual_end else last_date end as until
        from state_history(as_known_on)
        where at_period = for_period and is_listed
    ),

    first_set as (
        select
            ledger.project_id, ledger.submission_id, ledger.reported_as, ledger.period as baseline_period
        from plan_ledger(as_known_on) as ledger
        join state using (project_id)
        where ledger.what = 'milestones' and ledger.kind = 'baseline' and ledger.data_date <= state.at_date
    ),

    first_step as (
        select first_set.project_id, milestone.due, milestone.weight
        from first_set
        join milestone on milestone.submission_id = first_set.submission_id
            and milestone.project_id = first_set.reported_as
    ),

    due_date as (
        select project_id, due, sum(weight) as weight from first_step group by all
    ),

    curve as (
        select
            project_id,
            is_weighted(weight) and is_dated(due) as is_whole,
            min(due) as first_due,
            max(due) as planned_finish
        from first_step
        group by project_id
    ),

    scaled as (  -- every due date in days and in steps since the planned start; a step not yet over counts its share
        select
            state.project_id, state.baseline_start, state.step_months, due_date.due, due_date.weight,
            due_date.due - state.baseline_start as days
        from due_date
        join state using (project_id)
        where due_date.due > state.baseline_start
    ),

    by_day as (
        select project_id, list({'t': days::double, 'pv': pv::double} order by days) as points
        from (
            select project_id, days, sum(weight) over (partition by project_id order by days) as pv
            from scaled
        )
        group by project_id
    ),

    ends as (
        select
            project_id, number,
            sum(weight) filter (where due <= step_end(baseline_start, step_months, number)) as pv
        from scaled
        join curve using (project_id)
        cross join unnest(generate_series(1, step_number(baseline_start, planned_finish, step_months))) as steps(number)
        where step_months is not null
        group by all
    ),

    by_step as (
        select project_id, list({'t': number::double, 'pv': coalesce(pv, 0)::double} order by number) as points
        from ends
        group by project_id
    ),

    judged as (
        select
            state.*,
            first_set.baseline_period,
            curve.planned_finish,
            list_prepend({'t': 0.0::double, 'pv': 0.0::double}, by_day.points) as day_points,
            case when state.step_months is not null  -- of no steps, the start alone would be a plan that lasts no time
                then list_prepend({'t': 0.0::double, 'pv': 0.0::double}, by_step.points) end as step_points,
            case
                when baseline_end is null and first_set.project_id is null then 'no_baseline'
                when status = 'cancelled' then 'cancelled'
                when first_set.project_id is null then 'no_milestones'
                when baseline_start is null then 'no_start'
                when not coalesce(curve.is_whole, false) then 'weights'
                when first_due <= baseline_start then 'due_before_start'
                when status = 'completed' and actual_end is null then 'no_actual_end'
                when until <= baseline_start then 'not_started'
                when progress_pct is null then 'no_progress'  -- not told, which is not nothing done
                when progress_pct <= 0 then 'nothing_earned'
            end as reason
        from state
        left join first_set using (project_id)
        left join curve using (project_id)
        left join by_day using (project_id)
        left join by_step using (project_id)
    ),

    measured as (
        select
            *,
            case when status = 'completed' then 100.0 else progress_pct end as earned_pct,
            (until - baseline_start)::double as at_days,
            (planned_finish - baseline_start)::double as planned_days,
            case when reason is null then earned_at(day_points, case when status = 'completed' then 100.0
                else progress_pct end::double) end as earned_days,
            case when step_months is not null then steps_to(baseline_start, until, step_months) end as at_steps,
            step_points[-1].t as planned_steps,
            case when reason is null and step_months is not null then earned_at(step_points,
                case when status = 'completed' then 100.0 else progress_pct end::double) end as earned_steps
        from judged
    ),

    chosen as (
        select
            *,
            case step_months when 3 then 'quarter' when 6 then 'half-year' else 'day' end as unit,
            coalesce(earned_steps, earned_days) as es,
            case when reason is null then coalesce(at_steps, at_days) end as actual_time,
            case when reason is null then coalesce(planned_steps, planned_days) end as planned_duration
        from measured
    )

    select
        project_id, city_id, at_period, at_date, status, reason, unit, baseline_period, baseline_start, planned_finish,
        case when reason is null then until end as until,
        case when reason is null then earned_pct end as earned_pct,
        planned_duration, actual_time, es,
        es - actual_time as ahead,
        es / actual_time as spi_t,
        planned_duration / nullif(es / actual_time, 0) as ieac_t,
        case
            when reason is not null then null
            when status = 'completed' then actual_end
            else baseline_start + round(planned_days * actual_time / nullif(es, 0))::integer
        end as forecast_finish,
        case when reason is null then day_points end as day_points,
        case when reason is null then step_points end as step_points,
        submission_id, milestone_submission_id
    from chosen
);
