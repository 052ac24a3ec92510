-- Planned and actual progress of the same projects, at every period up to the one shown?
select *
from plan_against_actual('network', $known_on, $city, $country, $sector, $pillar, $focus_area, $status)
where at_date <= (select data_date from period where period = $at_period)
order by at_date
