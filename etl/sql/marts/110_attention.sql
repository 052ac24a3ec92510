-- Projects that somebody should ask about at one period, one row a project and reason, with the values and the cell that
-- raise the question (method.md 4, 5). Only what was typed raises one: an assumed plan calls nobody late.
--   late           a dated milestone or the typed planned finish has passed
--   stalled        the same percent in three reports running
--   backwards      less work done, or an earlier status, than in the report before
--   below_100      completed, but less than 100 %
--   spent_ahead    the share spent is more than 10 points above the work done, in one currency
--   due_soon       due before the next meeting
--   own_view       own view "on plan" that the figures do not support
--   dropped        no longer listed, without a word
-- day: the date in question; name: of a milestone, a status or a report; value against what; count of milestones or days.
create or replace macro attention(for_period, as_known_on) as table (
    with limits as (
        select 10 as points, 60 as days, 3 as reports
    ),

    moment as (
        select
            data_date as at_date,
            (select min(coalesce(date, make_date(year, 12, 31))) from meeting
                where coalesce(date, make_date(year, 12, 31)) > data_date) as meeting_date
        from period
        where period.period = for_period
    ),

    standing as (
        select *, case when planned_end >= at_date then planned_end end as end_ahead
        from plan_standing(for_period, as_known_on)
    ),

    finish as (  -- a planned finish carries: its cell is the one that gave it, not the blank one of a later report
        select project_id, submission_id, sheet, row_no
        from carried_cell(as_known_on, for_period)
        where field = 'planned_end'
    ),

    told as (  -- the newest reports of each project, as many as a question looks at
        select
            history.project_id, history.at_period, history.status, history.progress_pct, history.submission_id,
            row_number() over (partition by history.project_id order by history.at_date desc) as back
        from state_history(as_known_on) as history
        cross join moment
        where history.last_period = history.at_period and history.at_date <= moment.at_date
        qualify back <= (select reports from limits)
    ),

    recent as (
        select
            project_id,
            max(at_period) filter (where back = 2) as period_before,
            max(status) filter (where back = 2) as status_before,
            max(progress_pct) filter (where back = 2) as progress_before,
            max(at_period) filter (where back = 3) as first_of_three,
            count(progress_pct) = (select reports from limits)
                and min(progress_pct) = max(progress_pct)
                and count(distinct status) = 1 as is_same
        from told
        group by project_id
    ),

    rank as (
        select * from (values ('planning', 1), ('on_hold', 2), ('ongoing', 2), ('completed', 3)) as ranks(status, step)
    ),

    answered as (  -- what became of them is known: decided at the desk, or their work goes on under another code
        select project_id from desk_entries(as_known_on) where kind in ('merge', 'closeout') and project_id is not null
        union
        select project_id from project_link where kind = 'merged_into' and other_id <> ''
        union
        select other_id from project_link where kind = 'supersedes' and other_id <> ''
    ),

    late as (
        select
            project_id, 'late' as reason,
            case when planned_end < at_date then planned_end else overdue_since end as day,
            first_overdue.name as name, progress_pct as value, null::double as against, overdue as count,
            null::varchar as other_period,
            case when planned_end < at_date then 'planned_end' else 'due' end as field,
            case when planned_end < at_date then null else first_overdue end as step
        from standing
        where is_open and (planned_end < at_date or overdue > 0)
    ),

    stalled as (
        select
            project_id, 'stalled' as reason, null::date as day, status as name, progress_pct as value,
            null::double as against, (select reports from limits) as count, first_of_three as other_period,
            'percent_complete' as field, null as step
        from standing
        join recent using (project_id)
        where is_open and is_same and progress_pct < 100 and status <> 'on_hold'
            and coalesce(planned_start <= standing.at_date, true)
    ),

    backwards as (
        select
            project_id, 'backwards' as reason, null::date as day, status_before as name, progress_pct as value,
            progress_before as against, null::integer as count, period_before as other_period,
            case when rank_now.step < rank_before.step then 'status' else 'percent_complete' end as field, null as step
        from standing
        join recent using (project_id)
        left join rank as rank_now on rank_now.status = standing.status
        left join rank as rank_before on rank_before.status = recent.status_before
        where is_listed and last_period = for_period
            and (rank_now.step < rank_before.step or progress_pct < progress_before)
    ),

    below_100 as (
        select
            project_id, 'below_100' as reason, actual_end as day, null::varchar as name, percent_complete as value,
            100.0 as against, null::integer as count, null::varchar as other_period,
            'percent_complete' as field, null as step
        from standing
        where is_listed and status = 'completed' and percent_complete < 100
    ),

    spent_ahead as (
        select
            project_id, 'spent_ahead' as reason, null::date as day, standing.currency as name,
            100 * spent / budget as value, progress_pct as against, null::integer as count,
            null::varchar as other_period, 'spent' as field, null as step
        from standing
        where is_open and budget > 0
            and 100 * spent / budget - progress_pct > (select points from limits)
    ),

    due_soon as (
        select
            project_id, 'due_soon' as reason,
            least(next_due, end_ahead) as day,
            case when next_due <= coalesce(end_ahead, next_due) then next_step.name end as name,
            progress_pct as value, null::double as against, null::integer as count, null::varchar as other_period,
            case when next_due <= coalesce(end_ahead, next_due) then 'due' else 'planned_end' end as field,
            case when next_due <= coalesce(end_ahead, next_due) then next_step end as step
        from standing
        cross join moment
        where is_open and least(next_due, end_ahead) <= meeting_date
    ),

    own_view as (
        select
            project_id, 'own_view' as reason,
            case when planned_end < at_date then planned_end else forecast_end end as day,
            first_overdue.name as name, slippage_pts as value, days_behind as against, overdue as count,
            null::varchar as other_period, 'self_rating' as field, null as step
        from standing
        cross join limits
        where is_open and self_rating = 'on_plan'
            and (points_behind > limits.points or days_behind > limits.days
                or forecast_end > planned_end + limits.days)
    ),

    dropped as (
        select
            project_id, 'dropped' as reason, last_date as day, status as name, progress_pct as value,
            null::double as against, null::integer as count, last_period as other_period, 'status' as field, null as step
        from standing
        where not is_listed and left_plan_reason is null
            and project_id not in (select project_id from answered)
    ),

    asked as (
        select * from late
        union all by name select * from stalled
        union all by name select * from backwards
        union all by name select * from below_100
        union all by name select * from spent_ahead
        union all by name select * from due_soon
        union all by name select * from own_view
        union all by name select * from dropped
    ),

    located as (
        select
            asked.*,
            coalesce(asked.step.submission_id, finish.submission_id, standing.submission_id) as from_submission,
            coalesce(asked.step.sheet, finish.sheet, standing.sheet) as from_sheet,
            coalesce(asked.step.row_no, finish.row_no, standing.row_no) as from_row
        from asked
        join standing using (project_id)
        left join finish on finish.project_id = asked.project_id and asked.field = 'planned_end'
    )

    select
        asked.reason,
        list_position(
            ['late', 'stalled', 'backwards', 'below_100', 'spent_ahead', 'own_view', 'dropped', 'due_soon'], asked.reason
        ) as reason_order,
        asked.day, asked.name, asked.value, asked.against, asked.count, asked.other_period,
        moment.meeting_date,
        asked.field,
        project_id, state.title, state.city_id, state.city_name, state.iso3, state.country_name,
        state.country_order, state.status, state.is_listed, state.focus_area, state.sector, state.pillar,
        state.progress_pct, state.planned_pct, state.slippage_pts, state.planned_end, state.forecast_end,
        state.self_rating, state.last_period, state.last_period <> for_period as is_earlier,
        asked.from_submission as submission_id,
        submission.file_name as file,
        asked.from_sheet as sheet,
        origin_column.column_letter || asked.from_row as cell
    from located as asked
    cross join moment
    join standing as state using (project_id)
    join submission on submission.submission_id = asked.from_submission
    left join origin_column
        on origin_column.submission_id = submission.submission_id
        and origin_column.sheet = asked.from_sheet
        and origin_column.field = asked.field
);
