-- How many of the open, listed projects have each rating, of each of the three kinds?
with open_project as (
    select project_id, self_rating
    from selected_state('network', $known_on, $city, $country, $sector, $pillar, $focus_area, $status)
    where at_period = $at_period and is_listed and status not in ('completed', 'cancelled')
)

select 'own' as kind, coalesce(self_rating, '') as word, count(*) as projects
from open_project
group by all
union all
select 'computed', computed.word, count(*)
from computed_rating($at_period, $known_on, null) as computed
join open_project using (project_id)
group by all
union all
select 'analyst', coalesce(rating.value, ''), count(*)
from open_project
left join analyst_rating($at_period, $known_on) as rating using (project_id)
group by all
order by all
