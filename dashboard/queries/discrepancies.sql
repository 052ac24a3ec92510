-- Where does the printed record contradict itself?
select discrepancy.*, project.title, project.city_id
from discrepancy
left join project using (project_id)
left join city using (city_id)
where ($city is null or list_contains($city, city_id))
    and ($country is null or list_contains($country, iso3))
order by line
