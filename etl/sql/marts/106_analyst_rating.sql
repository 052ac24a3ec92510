-- The analyst's own rating of each project at a period (method.md 5): the one that stands of the newest report rated, that
-- of the period or an earlier one, else of no report; of one report the last that was decided. Who, when and why. Never merged with the city's view or a computed rating.
create or replace macro analyst_rating(for_period, as_known_on) as table (
    with decided as (
        select
            coalesce(merged.project_id, entry.project_id) as project_id,
            entry.value, entry.reason, entry.who, entry.decided_at, entry.entry_id, entry.period,
            of_report.data_date
        from desk_entries(as_known_on) as entry
        left join merged_project(as_known_on) as merged on merged.told_id = entry.project_id
        left join period as of_report on of_report.period = entry.period
        where entry.kind = 'rating'
            and (entry.period is null
                or of_report.data_date <= (select data_date from period where period.period = for_period))
    )

    select * exclude (data_date)
    from decided
    qualify row_number() over (
        partition by project_id order by data_date desc nulls last, decided_at desc, entry_id desc
    ) = 1
);
