-- How many listed projects stand at each tenth of the way, and how many do not say?
select
    case when progress_pct is null then null else least(9, floor(progress_pct / 10))::integer * 10 end as from_pct,
    count(*) as projects
from selected_state('network', $known_on, $city, $country, $sector, $pillar, $focus_area, $status)
where at_period = $at_period and is_listed and status <> 'cancelled'
group by all
order by from_pct
