-- What was approved and spent, in each currency by itself?
select * from money($axis, $at_period, $known_on, $city, $country, $sector, $pillar, $focus_area, $status)
order by currency, key
