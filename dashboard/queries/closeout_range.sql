-- How many projects of a plan ended which way, at least and at most, by the members of an axis?
select spread.*, member.name, member.sort_order
from closeout_range(
    $axis, $plan, $at_period, $known_on,
    of_sectors := $sector, of_pillars := $pillar, of_focus_areas := $focus_area, of_statuses := $status
) as spread
join axis_member($axis, $city, $country, null, null, null) as member using (key)
order by member.sort_order, spread.place
