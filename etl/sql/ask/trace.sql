-- The cells behind a figure of projects.
select * exclude (place)
from trace_figure(
    $axis, $key, $figure, $period, $known_on::timestamp, $city::varchar[], $country::varchar[], $sector::varchar[],
    $pillar::varchar[], $focus_area::varchar[], $status::varchar[]
)
order by place, city_id, title, project_id;
