-- The figures of an axis at one period, in the axis' own order.
select *
from figures(
    $axis, $period, $known_on::timestamp, $city::varchar[], $country::varchar[], $sector::varchar[],
    $pillar::varchar[], $focus_area::varchar[], $status::varchar[]
)
order by sort_order, name, key;
