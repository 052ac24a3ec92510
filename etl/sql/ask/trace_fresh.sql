-- The cells behind what reports brought, of the network.
select * exclude (place)
from trace_fresh($figure, $period, $known_on::timestamp, $city::varchar[], $country::varchar[])
where $axis = 'network'
order by place, city_id, title, project_id;
