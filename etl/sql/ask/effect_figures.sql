-- The figures of a report's cities and of the network that it may change.
select *
from figures_of(
    ['city', 'network'], [], $period, $known_on::timestamp, null, null, null, null, null, null
)
where axis = 'network' or list_contains($cities, key)
order by axis, key;
