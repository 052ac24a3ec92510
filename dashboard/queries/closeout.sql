-- How did each project of a plan end, and how do we know?
select *
from closeout($plan, $at_period, $known_on)
where passes(city_id, $city)
    and passes(iso3, $country)
    and project_id in (
        select project_id
        from state_at($at_period, $known_on)
        where passes(sector, $sector)
            and passes(pillar, $pillar)
            and passes(focus_area, $focus_area)
            and passes(status, $status)
    )
order by country_order, city_name, title
