-- The figures at every period that a decision of the desk on these cities' projects may change.
select at_period as period, *
from figures_of($axes, $axes, null, $known_on::timestamp, null, null, null, null, null, null)
where axis <> 'city' or list_contains($cities, key)
order by axis, at_date, sort_order, key;
