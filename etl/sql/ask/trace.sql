-- The cells behind one figure.
with items as (
    select *
    from trace_figure(
        $axis, $key, $figure, $period, $known_on::timestamp, $city::varchar[], $country::varchar[], $sector::varchar[],
        $pillar::varchar[], $focus_area::varchar[], $status::varchar[]
    )
    union all by name
    select *
    from trace_pillar(
        $key, $figure, $period, $known_on::timestamp, $city::varchar[], $country::varchar[], $sector::varchar[],
        $focus_area::varchar[], $status::varchar[]
    )
    where $axis = 'pillar'
    union all by name
    select *
    from trace_fresh($figure, $period, $known_on::timestamp, $city::varchar[], $country::varchar[])
    where $axis = 'network'
)

select * exclude (place)
from items
order by place, city_id, title, project_id;
