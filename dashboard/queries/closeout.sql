-- How did each project of a plan end, and how do we know?
select *
from closeout($plan, $at_period, $known_on)
where passes(city_id, $city)
    and passes(iso3, $country)
    and project_id in (
        select project_id
        from selected_state('network', $known_on, null, null, $sector, $pillar, $focus_area, $status)
        where at_period = $at_period
    )
order by country_order, city_name, title, project_id
