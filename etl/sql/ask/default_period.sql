-- The newest period with a list.
select arg_max(at_period, at_date) as period
from state_moments($known_on::timestamp);
