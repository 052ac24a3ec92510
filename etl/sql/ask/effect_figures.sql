-- The figures of a report's cities and of the network that it may change.
select 'city' as axis, * from figures('city', $period, null, $cities, null, null, null, null, null)
union all
select 'network', * from figures('network', $period, null, null, null, null, null, null, null)
order by axis, key;
