-- How many of the expected reports came, and by the due date, by city, member state or for all?
select rates.*, member.name, member.sort_order
from reporting_rates($axis, $known_on, $city, $country) as rates
join axis_member($axis, $city, $country, null, null, null) as member using (key)
order by member.sort_order, rates.data_date nulls last
