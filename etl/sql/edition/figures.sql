-- The figures of an edition: each axis at each period up to its own, as known on its moment.
with shown as (
    select period from period where data_date <= (select data_date from period where period = $period)
),

told as (
    select 'network' as axis, * from figures_history('network', $known_on::timestamp, null, null, null, null, null, null)
    union all
    select 'country', * from figures_history('country', $known_on::timestamp, null, null, null, null, null, null)
    union all
    select 'city', * from figures_history('city', $known_on::timestamp, null, null, null, null, null, null)
    union all
    select 'sector', * from figures_history('sector', $known_on::timestamp, null, null, null, null, null, null)
    union all
    select 'pillar', * from figures_history('pillar', $known_on::timestamp, null, null, null, null, null, null)
    union all
    select 'focus_area', * from figures_history('focus_area', $known_on::timestamp, null, null, null, null, null, null)
)

select
    axis, at_period, key, projects, planning, ongoing, completed, on_hold, cancelled, not_stated, no_longer_listed,
    completion_rate, completion_rate_baseline, baseline_completed, baseline_projects, progress_mean, progress_median,
    progress_n, progress_low, progress_high, planned_mean, slippage, slippage_n, reporting_rate, on_time_rate, cities,
    reported_cities, expected_cities, member_cities, stale_cities, data_date
from told
where at_period in (select period from shown)
order by axis, at_period, key;
