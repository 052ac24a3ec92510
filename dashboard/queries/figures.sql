-- Where does each member of an axis stand at one period?
select *
from figures($axis, $at_period, $known_on, $city, $country, $sector, $pillar, $focus_area, $status)
order by sort_order, name
