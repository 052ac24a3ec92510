-- On which days did reports begin to count? The last moment of each day, newest first.
select max(counted_at) as counted_at
from submission
where verdict = 'accepted' and counted_at is not null
group by counted_at::date
order by counted_at desc
