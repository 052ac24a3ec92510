-- The names and classes that the desk decided, in force on a date: the newest decision of those that begin by then.
create or replace macro desk_class(as_known_on) as table (
    select
        moment.period as at_period,
        entry.project_id,
        arg_max(entry.value, entry.entry_id) filter (where kind = 'rename') as title,
        max(entry.decided_at) filter (where kind = 'rename') as renamed_at,
        arg_max(entry.value, entry.entry_id) filter (where field = 'focus_area') as focus_area,
        arg_max(entry.value, entry.entry_id) filter (where field = 'sector') as sector,
        arg_max(entry.value, entry.entry_id) filter (where field = 'pillar') as pillar
    from desk_entries(as_known_on) as entry
    left join period as since on since.period = entry.period
    join period as moment on since.data_date is null or since.data_date <= moment.data_date
    where entry.kind in ('rename', 'reclassify')
    group by all
);
