-- How did each member of an axis stand at every period?
select *
from figures_history($axis, $known_on, $city, $country, $sector, $pillar, $focus_area, $status, $now_at)
order by sort_order, name, key, at_date
