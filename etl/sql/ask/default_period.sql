-- The newest period with a list.
select arg_max(at_period, at_date) as period
from (select distinct at_period, at_date from state_history($known_on::timestamp));
