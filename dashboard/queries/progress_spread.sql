-- How do the percents of each member's projects spread?
select * from progress_spread($axis, $at_period, $known_on, $city, $country, $sector, $pillar, $focus_area, $status)
