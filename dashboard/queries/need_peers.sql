-- Which cities finished work like one project's?
select * from need_peer($need, $at_period, $known_on) order by country_order, city_name, title, project_id
