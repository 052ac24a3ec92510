-- Where does each member of the axes stand at one period, and of some axes at every period?
select *
from figures_of($axes, $through, $at_period, $known_on, $city, $country, $sector, $pillar, $focus_area, $status, $now_at)
order by axis, sort_order, name, key, at_date
