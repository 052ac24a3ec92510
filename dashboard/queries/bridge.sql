-- How does every figure of a view go from the moment compared with to the moment shown, step by step?
select figure, place, step, value, change, moved
from bridge(
    'network', $from_period, $from_known_on, $at_period, $known_on,
    $city, $country, $sector, $pillar, $focus_area, $status
)
order by figure, place
