-- Where does the printed record contradict itself? One row a note, also where it concerns several projects.
select
    discrepancy.period, what, printed, computed, explanation, kind, discrepancy.source,
    string_agg(project.title, '; ' order by project.title) as titles, min(line) as line
from discrepancy
left join project using (project_id)
left join city using (city_id)
where passes(city_id, $city)
    and passes(iso3, $country)
group by discrepancy.period, what, printed, computed, explanation, kind, discrepancy.source
order by line
