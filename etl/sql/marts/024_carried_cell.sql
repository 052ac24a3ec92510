-- Where a value that carries from report to report was given (method.md 1): the row of the newest report up to a period
-- that has it, which need not be the update in force. One row a project and field that has a value.
create or replace macro carried_cell(as_known_on, for_period) as table (
    with given as (
        select
            project_id, submission_id, reported_as, period, sheet, row_no,
            row_number() over (  -- the order of state_as_of, from its end
                partition by project_id
                order by data_date desc, counted_at desc, sha256 desc, reported_as <> project_id, reported_as
            ) as back,
            unnest([
                {'field': 'title', 'value': case when reported_as = project_id then title end},
                {'field': 'planned_start', 'value': planned_start::varchar},
                {'field': 'planned_end', 'value': planned_end::varchar},
                {'field': 'budget', 'value': budget::varchar},
                {'field': 'currency', 'value': case when budget is not null then currency end},
                {'field': 'lead_agency', 'value': lead_agency},
                {'field': 'focus_area', 'value': focus_area},
                {'field': 'sector', 'value': sector},
                {'field': 'pillar', 'value': pillar},
                {'field': 'other_pillars', 'value': other_pillars}
            ]) as item
        from told_update(as_known_on) as told
        where told.data_date <= (select data_date from period where period = for_period)
    )

    select project_id, item.field as field, item.value as value, submission_id, reported_as, period, sheet, row_no
    from given
    where item.value is not null
    qualify row_number() over (partition by project_id, item.field order by back) = 1
);
