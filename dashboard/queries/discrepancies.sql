-- Where does the printed record contradict itself? One row a note, also where it concerns several projects.
select
    discrepancy.period, what, printed, computed, explanation, kind, discrepancy.source,
    string_agg(project.title, '; ' order by project.title) as titles, min(line) as line
from discrepancy
left join project using (project_id)
left join city using (city_id)
where ($city is null or list_contains($city, city_id))
    and ($country is null or list_contains($country, iso3))
group by discrepancy.period, what, printed, computed, explanation, kind, discrepancy.source
order by line
