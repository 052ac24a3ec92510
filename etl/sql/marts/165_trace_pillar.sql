-- The cells behind a pillar's equal share and behind the projects that touch it from another pillar: the items of
-- `trace_figure` for the list, each with the cell that names its pillars and its weight.
create or replace macro trace_pillar(
    for_key, figure, for_period, known_on, of_cities, of_countries, of_sectors, of_focus_areas, of_statuses
) as table (
    with weighed as (
        select project_id, lead_pillar, weight
        from pillar_weight(for_period, known_on, of_cities, of_countries, of_sectors, of_focus_areas, of_statuses)
        where in_pillar = for_key and (figure = 'pillar_share' or (figure = 'touched' and lead_pillar <> for_key))
    ),

    item as (
        select
            *,
            case when lead_pillar = for_key then 'pillar' else 'other_pillars' end as named_in,
            regexp_extract(cell, '[0-9]+$')::integer as row_no
        from trace_figure(
            'network', (select value from meta where key = 'programme_code'), 'projects', for_period, known_on,
            of_cities, of_countries, of_sectors, null, of_focus_areas, of_statuses
        )
        join weighed using (project_id)
    )

    select
        item.project_id, item.title, item.city_id, item.submission_id, item.file, item.sheet,
        origin_column.column_letter || item.row_no as cell,
        item.named_in as field,
        project_update.typed[item.named_in] as typed,
        case when item.named_in = 'pillar' then item.lead_pillar else for_key end as stored,
        project_update.rule[item.named_in] as rule,
        item.who, item.at,
        case when figure = 'touched' then 1 else item.weight end::double as contributes,
        item.place
    from item
    left join origin_column
        on origin_column.submission_id = item.submission_id
        and origin_column.sheet = item.sheet
        and origin_column.field = item.named_in
    left join project_update
        on project_update.submission_id = item.submission_id
        and project_update.project_id = item.project_id
        and project_update.sheet = item.sheet
        and project_update.row_no = item.row_no
);
