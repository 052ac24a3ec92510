-- How many projects of a plan ended which way, at least and at most, for all in view together?
select outcome, place, sum(projects)::bigint as projects, sum(not_answered)::bigint as not_answered,
    sum(answered)::bigint as answered, sum(at_least)::bigint as at_least, sum(at_most)::bigint as at_most
from closeout_range(
    'city', $plan, $at_period, $known_on,
    of_sectors := $sector, of_pillars := $pillar, of_focus_areas := $focus_area, of_statuses := $status
) as spread
join axis_member('city', $city, $country, null, null, null) as member using (key)
group by outcome, place
order by place
