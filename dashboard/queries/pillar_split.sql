-- What does each pillar lead, share and touch, and what is its equal split of the list?
select pillar.code as key, pillar.name, split.* exclude (key)
from pillar
left join pillar_split($at_period, $known_on, $city, $country, $sector, $focus_area, $status) split
    on split.key = pillar.code
order by pillar.sort_order
