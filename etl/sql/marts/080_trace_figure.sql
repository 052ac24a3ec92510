-- The cells behind a figure of projects, one row each, with what each contributes: their sum, mean or median is the
-- figure (etl/figures.py says which). Cells of a project are those of its update in force; those of a value that carries are
-- where it was given.
create or replace macro trace_figure(
    axis, for_key, figure, for_period, known_on, of_cities, of_countries, of_sectors, of_pillars, of_focus_areas, of_statuses
) as table (
    with selected as (
        select *
        from selected_state(axis, known_on, of_cities, of_countries, of_sectors, of_pillars, of_focus_areas, of_statuses)
        where at_period = for_period and key = for_key
    ),

    given as (  -- a figure that is not given (measures) has no cell that counts, so that what is made of the cells is blank too
        select
            completion_rate_of(is_listed, status) is not null as has_rate,
            is_stated(in_baseline, status) as has_first,
            progress_mean_of(is_listed, status, progress_pct) is not null as has_mean
        from selected
    ),

    weighted as (  -- a project's share of the budgets of its currency that are counted beside progress, and beside a plan
        select
            *,
            budget / sum(budget) filter (where is_listed and status <> 'cancelled' and progress_pct is not null)
                over (partition by currency) as weight_of_progress,
            budget / sum(budget) filter (where is_listed and status <> 'cancelled' and slippage_pts is not null)
                over (partition by currency) as weight_of_plan
        from selected
    ),

    counted_project as (
        select
            *,
            case
                when figure = 'projects' and is_listed then 1
                when figure in ('planning', 'ongoing', 'completed', 'on_hold', 'cancelled', 'not_stated')
                    and is_listed and status = figure then 1
                when figure = 'no_longer_listed' and not is_listed then 1
                when figure = 'completion_rate' and is_listed and status <> 'cancelled' and has_rate
                    then (status = 'completed')::integer
                when figure = 'completion_rate_baseline' and in_baseline and has_first
                    then (status = 'completed')::integer
                when figure = 'baseline_projects' and in_baseline then 1
                when figure = 'baseline_completed' and in_baseline and status = 'completed' then 1
                when figure = 'stale_projects' and is_listed and is_stale then 1
                when starts_with(figure, 'known_') and not is_listed then null
                when figure = 'known_status' and status <> 'not_stated' then 1
                when figure = 'known_focus_area' and focus_area is not null then 1
                when figure = 'known_sector_and_pillar' and sector is not null and pillar is not null then 1
                when figure = 'known_progress_note' and progress_note is not null and last_period = at_period then 1
                when figure = 'known_percent_complete' and percent_complete is not null then 1
                when figure = 'known_plan_dates' and planned_start is not null and planned_end is not null then 1
                when figure = 'known_milestones' and has_due_dates then 1
                when figure = 'known_budget' and budget is not null then 1
                when not is_listed or status = 'cancelled' then null
                when figure in ('progress_mean', 'progress_median') and not has_mean then null
                when figure in ('progress_mean', 'progress_median', 'progress_q1', 'progress_q2', 'progress_q3')
                    then progress_pct
                when figure = 'progress_not_given' and progress_pct is null then 1
                when progress_pct is not null
                    and figure = 'progress_bin_' || (least(9, floor(progress_pct / 10))::integer * 10)::varchar then 1
                when figure = 'plan_planned' and slippage_pts is not null then planned_pct
                when figure = 'plan_actual' and slippage_pts is not null then progress_pct
                when figure = 'budget_' || lower(currency) then budget
                when figure = 'spent_' || lower(currency) and budget is not null then spent
                when figure = 'progress_by_budget_' || lower(currency) then progress_pct * weight_of_progress
                when figure = 'planned_by_budget_' || lower(currency) and slippage_pts is not null
                    then planned_pct * weight_of_plan
                when figure = 'slippage_by_budget_' || lower(currency) then slippage_pts * weight_of_plan
                when figure = 'progress_n' and progress_pct is not null then 1
                when figure = 'progress_low' then coalesce(progress_pct, 0)
                when figure = 'progress_high' then coalesce(progress_pct, 100)
                when figure = 'planned_mean' then planned_pct
                when figure = 'slippage' then slippage_pts
                when figure = 'slippage_n' and slippage_pts is not null then 1
            end as contributes,
            case
                when figure in ('projects', 'no_longer_listed', 'baseline_projects', 'stale_projects') then 'in_plan'
                when (starts_with(figure, 'progress_') or figure = 'plan_actual') and progress_basis = 'milestones'
                    then 'done'
                when (starts_with(figure, 'progress_') or figure = 'plan_actual')
                    and progress_basis is distinct from 'status' then 'percent_complete'
                when figure in ('planned_mean', 'slippage', 'slippage_n', 'plan_planned')
                    or starts_with(figure, 'planned_by_budget_') or starts_with(figure, 'slippage_by_budget_') then 'due'
                when figure = 'known_budget' or starts_with(figure, 'budget_') then 'budget'
                when figure in ('known_focus_area', 'known_progress_note', 'known_percent_complete')
                    then substr(figure, 7)
                when figure = 'known_sector_and_pillar' then 'sector'
                when figure = 'known_plan_dates' then 'planned_end'
                when figure = 'known_milestones' then 'due'
                when starts_with(figure, 'spent_') then 'spent'
                else 'status'
            end as field
        from weighted
        cross join given
    ),

    located as (  -- a budget, a date and a class carry: their cell is the one that gave them
        select counted_project.* replace (
            coalesce(carried.submission_id, counted_project.submission_id) as submission_id,
            coalesce(carried.reported_as, counted_project.reported_as) as reported_as,
            coalesce(carried.period, counted_project.last_period) as last_period,
            coalesce(carried.sheet, counted_project.sheet) as sheet,
            coalesce(carried.row_no, counted_project.row_no) as row_no
        )
        from counted_project
        left join (
            from carried_cell(known_on, for_period)
            where field = case
                when figure = 'known_budget' or starts_with(figure, 'budget_') then 'budget'
                when figure = 'known_focus_area' then 'focus_area'
                when figure = 'known_sector_and_pillar' then 'sector'
                when figure = 'known_plan_dates' then 'planned_end'
            end
        ) as carried using (project_id)
        where contributes is not null
    ),

    milestone_cell as (
        select
            milestone.submission_id, milestone.project_id, origin_column.field,
            any_value(milestone.sheet) as sheet,
            string_agg(origin_column.column_letter || row_no, ', ' order by row_no) as cell,
            string_agg(milestone.typed[origin_column.field], ', ' order by row_no) as typed
        from milestone
        join origin_column using (submission_id, sheet)
        where origin_column.field in ('due', 'done')
            and milestone.submission_id in (select milestone_submission_id from located)
        group by all
    ),

    project_item as (
        select
            located.project_id,
            located.title,
            located.city_id,
            submission.submission_id,
            submission.file_name as file,
            coalesce(milestone_cell.sheet, located.sheet) as sheet,
            coalesce(milestone_cell.cell, origin_column.column_letter || located.row_no) as cell,
            located.field,
            coalesce(milestone_cell.typed, project_update.typed[located.field]) as typed,
            case located.field
                when 'in_plan' then coalesce(located.in_plan, 'yes')
                when 'status' then located.status
                when 'percent_complete' then located.percent_complete::varchar
                when 'focus_area' then located.focus_area
                when 'sector' then located.sector
                when 'planned_end' then located.planned_end::varchar
                when 'progress_note' then located.progress_note
                when 'budget' then located.budget::varchar
                else case figure when 'known_milestones' then milestone_cell.typed else located.contributes::varchar end
            end as stored,
            project_update.rule[located.field] as rule,
            submission.submitter as who,
            submission.counted_at as at,
            located.contributes::double as contributes,
            located.country_order as place
        from located
        left join milestone_cell
            on milestone_cell.submission_id = located.milestone_submission_id
            and milestone_cell.project_id = located.milestones_of
            and milestone_cell.field = located.field
        join submission
            on submission.submission_id
                = case when milestone_cell.cell is null then located.submission_id
                    else milestone_cell.submission_id end
        left join project_update
            on project_update.submission_id = located.submission_id
            and project_update.project_id = located.reported_as
            and project_update.period = located.last_period
        left join origin_column
            on origin_column.submission_id = located.submission_id
            and origin_column.sheet = located.sheet
            and origin_column.field = located.field
    )

    select * from project_item
);
