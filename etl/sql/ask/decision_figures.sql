-- The figures at every period that a decision of the desk on these cities' projects may change, on one axis.
select at_period as period, $axis as axis, *
from figures_history($axis, null, $of_cities::varchar[], null, null, null, null, null)
order by at_date, sort_order, key;
