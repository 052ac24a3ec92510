-- Which cells make a figure?
select *
from trace_figure($axis, $key, $figure, $at_period, $known_on, $city, $country, $sector, $pillar, $focus_area, $status)
union all by name
select *
from trace_pillar($key, $figure, $at_period, $known_on, $city, $country, $sector, $focus_area, $status)
where $axis = 'pillar'
union all by name
select *
from trace_fresh($figure, $at_period, $known_on, $city, $country)
where $axis = 'network'
