-- Which projects does a pillar share with others, and what is its equal split of them?
select
    count(*) filter (where pillar = $key) as lead,
    count(*) filter (where pillar = $key and coalesce(other_pillars, '') <> '') as lead_shared,
    count(*) filter (where list_contains(string_split(replace(coalesce(other_pillars, ''), ' ', ''), ';'), $key)) as touched,
    count(*) as projects
from selected_state('network', $known_on, $city, $country, $sector, null, $focus_area, $status)
where at_period = $at_period and is_listed
