-- The cells behind a pillar's equal share and behind the projects that touch it.
select * exclude (place)
from trace_pillar(
    $key, $figure, $period, $known_on::timestamp, $city::varchar[], $country::varchar[], $sector::varchar[],
    $focus_area::varchar[], $status::varchar[]
)
where $axis = 'pillar'
order by place, city_id, title, project_id;
