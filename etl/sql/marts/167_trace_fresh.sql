-- The cells behind what a report brought: each project that it tells of, in the row of that report, by what was new of it
-- (told_freshness). `fresh_rate`: those first told and told anew, of all.
create or replace macro trace_fresh(figure, for_period, known_on, of_cities, of_countries) as table (
    select
        told.project_id, state.title, told.city_id, submission.submission_id, submission.file_name as file, state.sheet,
        origin_column.column_letter || state.row_no as cell,
        'status' as field,
        project_update.typed['status'] as typed,
        told.told_as as stored,
        project_update.rule['status'] as rule,
        submission.submitter as who,
        submission.counted_at as at,
        case figure when 'fresh_rate' then (told.told_as in ('first_told', 'told_anew'))::integer else 1 end::double
            as contributes,
        country.sort_order as place
    from told_freshness(known_on) as told
    join state_history(known_on) as state
        on state.project_id = told.project_id and state.last_period = told.period and state.at_period = told.period
    join city on city.city_id = told.city_id
    join country on country.iso3 = city.iso3
    join submission on submission.submission_id = state.submission_id
    left join project_update
        on project_update.submission_id = state.submission_id
        and project_update.project_id = state.reported_as
        and project_update.period = state.last_period
    left join origin_column
        on origin_column.submission_id = state.submission_id
        and origin_column.sheet = state.sheet
        and origin_column.field = 'status'
    where told.period = for_period
        and (figure = 'fresh_rate' or figure = 'fresh_' || told.told_as)
        and passes(told.city_id, of_cities)
        and passes(city.iso3, of_countries)
);
