-- Which partners are named on work like one project's, and how do we know?
select * from need_partner($need, $at_period, $known_on)
order by lower(partner), partner, is_past, reason, country_order, city_name, title
