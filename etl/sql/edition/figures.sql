-- The figures of an edition: each axis at each period up to its own, as known on its moment.
with shown as (
    select period from period where data_date <= (select data_date from period where period = $period)
),

axes as (
    select ['network', 'country', 'city', 'sector', 'pillar', 'focus_area'] as names
)

select
    axis, at_period, key, projects, planning, ongoing, completed, on_hold, cancelled, not_stated, no_longer_listed,
    completion_rate, completion_rate_baseline, baseline_completed, baseline_projects, progress_mean, progress_median,
    progress_n, progress_low, progress_high, planned_mean, slippage, slippage_n, reporting_rate, on_time_rate, cities,
    reported_cities, expected_cities, member_cities, stale_cities, data_date
from figures_of(
    (select names from axes), (select names from axes), $period, $known_on::timestamp, null, null, null, null, null, null
)
where at_period in (select period from shown)
order by axis, at_period, key;
