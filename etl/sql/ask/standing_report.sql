-- Which report that counts stands in the place of an accepted one, for each city and period of it: the newest full list that came
-- to count after it, else the newest of a part. No row where it stands itself, or counts no longer.
with counted as (
    from counted_reports(null::timestamp)
),

later as (
    select own.city_id, own.period, counted.submission_id, counted.coverage = 'full' as is_full,
        {'c': counted.counted_at, 'h': counted.sha256} as place
    from counted as own
    join counted using (city_id, period)
    where own.submission_id = $submission_id and place > {'c': own.counted_at, 'h': own.sha256}
),

scope as (
    select count(*) as pairs from counted where submission_id = $submission_id
)

select city_id, period, submission_id, is_full, pairs
from later
cross join scope
qualify row_number() over (partition by city_id, period order by is_full desc, place desc) = 1
order by city_id, period;
