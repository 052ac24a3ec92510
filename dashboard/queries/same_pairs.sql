-- Which pairs of projects may be one and the same, and what was decided about each? Each pair once, the earlier first.
with pair as (
    select distinct least(project_id, other_id) as project_id, greatest(project_id, other_id) as other_id
    from project_link
    where kind = 'possible_same_as' and other_id <> ''
),

decided as (
    select least(project_id, other_id) as project_id, greatest(project_id, other_id) as other_id,
        arg_max(kind, entry_id) as decision
    from desk_entries($known_on)
    where kind in ('merge', 'different')
    group by all
)

select pair.*, decided.decision, project.city_id, city.name as city_name, country.name as country_name
from pair
join project using (project_id)
join city using (city_id)
join country using (iso3)
left join decided on decided.project_id = pair.project_id and decided.other_id = pair.other_id
order by country.sort_order, city_name, pair.project_id
