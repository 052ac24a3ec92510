-- How many of the expected reports came, and by the due date, by city, member state or for all?
select member.key, rates.* exclude (key), member.name, member.sort_order
from axis_member($axis, $city, $country, null, null, null) as member
left join reporting_rates($axis, $known_on, $city, $country, $now_at) as rates using (key)
order by member.sort_order, rates.data_date nulls last
