-- Each project as it stood at each reporting period (method.md 1, 2, 4): one row per period and project ever reported.
-- An update stands as a whole: a later report on the same date supersedes, project by project. Only title, plan and
-- classification carry until changed, from every report that counted: a blank is no change, also in a report that
-- supersedes another. Order of updates: data date of the period, then moment counted, then content hash, so the order of
-- loading changes nothing. Of projects that the desk merged, a report's row under the standing code stands over its row
-- under the other.
create or replace macro state_as_of(known_on) as table (
    with counted as (
        select * from counted_reports(known_on)
    ),

    moment as (
        select period as at_period, data_date as at_date, plan_id as period_plan_id
        from period
        where period in (select period from counted)
    ),

    newest_report as (  -- of each city at each period: its newest full list, and its newest report of any kind
        select
            moment.at_period,
            counted.city_id,
            max({'d': data_date, 'c': counted_at, 'h': sha256}) filter (where coverage = 'full') as newest_full,
            max(data_date) as newest_date
        from moment
        join counted on counted.data_date <= moment.at_date
        group by all
    ),

    told as (
        select * from told_update(known_on)
    ),

    first_plan as (  -- the baseline: of each part the first that was accepted, as in plan_ledger, never overwritten
        select
            project_id,
            arg_min({'v': planned_start, 'd': data_date}, place) filter (where planned_start is not null) as first_start,
            arg_min({'v': planned_end, 'd': data_date}, place) filter (where planned_end is not null) as first_end,
            arg_min({'v': budget, 'd': data_date}, place) filter (where budget is not null) as first_budget
        from (
            select
                *,
                {'c': counted_at, 'd': data_date, 'h': sha256, 'o': reported_as <> project_id, 'r': reported_as} as place
            from told
        )
        group by project_id
    ),

    decided as (
        select * from desk_class(known_on)
    ),

    milestone_set as (
        select distinct submission_id, project_id as reported_as, {'s': submission_id, 'p': project_id} as milestones
        from milestone
    ),

    carried as (  -- the last report on each date, with what had been given by then
        select
            told.* exclude (
                title, planned_start, planned_end, budget, lead_agency, focus_area, sector, other_sectors,
                pillar, other_pillars, typed, rule
            ),
            last_value(case when reported_as = project_id and title is not null then {'t': title, 'c': counted_at} end
                ignore nulls) over so_far as named,
            last_value(planned_start ignore nulls) over so_far as planned_start,
            last_value(planned_end ignore nulls) over so_far as planned_end,
            last_value(case when budget is not null then {'b': budget, 'y': currency} end
                ignore nulls) over so_far as approved,
            last_value(lead_agency ignore nulls) over so_far as lead_agency,
            last_value(focus_area ignore nulls) over so_far as focus_area,
            last_value(sector ignore nulls) over so_far as sector,
            last_value(other_sectors ignore nulls) over so_far as other_sectors,
            last_value(pillar ignore nulls) over so_far as pillar,
            last_value(other_pillars ignore nulls) over so_far as other_pillars,
            last_value(case when milestones is not null then {'s': milestones.s, 'p': milestones.p, 'd': data_date} end
                ignore nulls) over so_far as milestones,
            last_value(case when milestones is not null or is_unchanged is distinct from true then data_date end
                ignore nulls) over so_far as told_anew,
            first_value(period) over so_far as first_period,
            first_value(data_date) over so_far as first_date,
            lead(data_date) over so_far as until_date
        from told
        left join milestone_set using (submission_id, reported_as)
        window so_far as (
            partition by project_id
            order by data_date, counted_at, sha256, reported_as = project_id, reported_as desc
            rows between unbounded preceding and current row
        )
        qualify until_date is null or until_date > data_date
    ),

    standing as (
        select
            moment.*,
            carried.* replace (
                coalesce(decided.focus_area, carried.focus_area) as focus_area,
                coalesce(decided.sector, carried.sector) as sector,
                coalesce(decided.pillar, carried.pillar) as pillar
            ),
            -- The desk's name stands until a later report gives another.
            case when decided.renamed_at >= carried.named.c or carried.named is null
                then coalesce(decided.title, carried.named.t) else carried.named.t end as title,
            newest_report.newest_date < moment.at_date as is_stale,
            coalesce(carried.in_plan, 'yes') <> 'no'
                and (newest_report.newest_full is null
                    or {'d': carried.data_date, 'c': carried.counted_at, 'h': carried.sha256}
                        >= newest_report.newest_full) as is_listed
        from moment
        join carried
            on carried.data_date <= moment.at_date
            and (carried.until_date is null or moment.at_date < carried.until_date)
        join newest_report using (at_period, city_id)
        left join decided using (at_period, project_id)
    ),

    milestone_sum as (  -- at the data date of the update in force: a plan does not run on where nobody reports. The plan
        -- of a set carries, what is done of it does not: a report that leaves the set out does not say, unless nothing changed
        select
            standing.at_period,
            standing.project_id,
            is_dated(due) as has_due_dates,
            case when is_weighted(weight) and is_dated(due)  -- then nothing due, or nothing done, is a sum of zero
                then least(100, coalesce(sum(weight) filter (where due <= data_date), 0)) end as planned_pct,
            case when is_weighted(weight) and bool_and(standing.milestones.d = standing.told_anew)
                then least(100, coalesce(sum(weight) filter (where done <= data_date), 0)) end as done_pct
        from standing
        join milestone
            on milestone.submission_id = standing.milestones.s
            and milestone.project_id = standing.milestones.p
        group by all
    ),

    measured as (
        select
            standing.*,
            milestone_sum.planned_pct,
            coalesce(milestone_sum.has_due_dates, false) as has_due_dates,
            coalesce(status, 'not_stated') as status_now,
            case
                when percent_complete is not null then percent_complete
                when status = 'completed' then 100
                else milestone_sum.done_pct
            end as progress_pct,
            case
                when percent_complete is not null then 'percent_complete'
                when status = 'completed' then 'status'
                when milestone_sum.done_pct is not null then 'milestones'
            end as progress_basis
        from standing
        left join milestone_sum using (at_period, project_id)
    )

    select
        measured.at_period,
        measured.at_date,
        measured.project_id,
        measured.city_id,
        city.name as city_name,
        city.iso3,
        country.name as country_name,
        country.sort_order as country_order,
        coalesce(measured.title, project.title) as title,
        measured.status_now as status,
        measured.is_listed,
        measured.first_date = measured.at_date as is_new,
        measured.first_period,
        measured.period as last_period,
        measured.data_date as last_date,
        measured.in_plan,
        measured.left_plan_reason,
        measured.percent_complete,
        measured.progress_pct,
        measured.progress_basis,
        measured.planned_pct,
        case when measured.planned_end > measured.planned_start then
            greatest(0, least(100, 100.0 * (measured.data_date - measured.planned_start)
                / (measured.planned_end - measured.planned_start)))
        end as assumed_planned_pct,
        measured.progress_pct - measured.planned_pct as slippage_pts,
        measured.focus_area,
        focus_area.name as focus_area_name,
        coalesce(measured.sector, project.sector) as sector,
        sector.name as sector_name,
        coalesce(measured.pillar, project.pillar, sector.primary_pillar) as pillar,
        pillar.name as pillar_name,
        coalesce(measured.other_pillars, project.other_pillars) as other_pillars,
        measured.other_sectors,
        first_list.plan_id,
        coalesce(first_list.plan_id = measured.period_plan_id, false) as in_baseline,
        measured.planned_start,
        measured.planned_end,
        case when first_start.d <= measured.at_date then first_start.v end as baseline_start,
        case when first_end.d <= measured.at_date then first_end.v end as baseline_end,
        case when first_budget.d <= measured.at_date then first_budget.v end as baseline_budget,
        measured.forecast_end,
        measured.actual_end,
        -- A budget stands in the currency that it was given in; money spent in another cannot be held against it.
        measured.approved.b as budget,
        case when coalesce(measured.approved.y = measured.currency, true) then measured.spent end as spent,
        coalesce(measured.approved.y, measured.currency) as currency,
        measured.lead_agency,
        measured.progress_note,
        measured.next_steps,
        measured.challenges,
        measured.support_needed,
        measured.self_rating,
        measured.source,
        measured.source_page,
        measured.status_basis,
        measured.submission_id,
        measured.reported_as,
        measured.milestones.s as milestone_submission_id,
        measured.milestones.p as milestones_of,
        -- The date up to which the reports say what is done of the set.
        case when measured.milestones.d = measured.told_anew then measured.data_date else measured.milestones.d end
            as milestones_date,
        measured.has_due_dates,
        measured.sheet,
        measured.row_no,
        measured.counted_at,
        measured.is_stale,
        coalesce(measured.is_unchanged, false) as is_unchanged
    from measured
    join project using (project_id)
    join first_list(known_on) as first_list using (project_id)
    join city on city.city_id = measured.city_id
    join country using (iso3)
    left join first_plan using (project_id)
    left join focus_area on focus_area.code = measured.focus_area
    left join sector on sector.code = coalesce(measured.sector, project.sector)
    left join pillar on pillar.code = coalesce(measured.pillar, project.pillar, sector.primary_pillar)
);
