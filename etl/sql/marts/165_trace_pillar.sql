-- The cells behind a pillar's equal share and behind the projects that touch it from another pillar, one row each with its
-- weight. Pillars carry: their cell is the one that gave them, under the code that its report used; where no report did,
-- that of the update in force.
create or replace macro trace_pillar(
    for_key, figure, for_period, known_on, of_cities, of_countries, of_sectors, of_focus_areas, of_statuses
) as table (
    with weighed as (
        select
            project_id, lead_pillar, weight,
            case when lead_pillar = for_key then 'pillar' else 'other_pillars' end as field
        from pillar_weight(for_period, known_on, of_cities, of_countries, of_sectors, of_focus_areas, of_statuses)
        where in_pillar = for_key and (figure = 'pillar_share' or (figure = 'touched' and lead_pillar <> for_key))
    ),

    located as (
        select
            weighed.*, state.title, state.city_id, state.country_order as place,
            coalesce(carried.submission_id, state.submission_id) as submission_id,
            coalesce(carried.reported_as, state.reported_as) as reported_as,
            coalesce(carried.period, state.last_period) as period,
            coalesce(carried.sheet, state.sheet) as sheet,
            coalesce(carried.row_no, state.row_no) as row_no
        from weighed
        join state_at(for_period, known_on) as state using (project_id)
        left join carried_cell(known_on, for_period) as carried using (project_id, field)
    )

    select
        located.project_id, located.title, located.city_id, located.submission_id, submission.file_name as file,
        located.sheet,
        origin_column.column_letter || located.row_no as cell,
        located.field,
        project_update.typed[located.field] as typed,
        case when located.field = 'pillar' then located.lead_pillar else for_key end as stored,
        project_update.rule[located.field] as rule,
        submission.submitter as who, submission.counted_at as at,
        case when figure = 'touched' then 1 else located.weight end::double as contributes,
        located.place
    from located
    join submission using (submission_id)
    left join origin_column
        on origin_column.submission_id = located.submission_id
        and origin_column.sheet = located.sheet
        and origin_column.field = located.field
    left join project_update
        on project_update.submission_id = located.submission_id
        and project_update.project_id = located.reported_as
        and project_update.period = located.period
);
