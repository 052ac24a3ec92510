-- What changed between two periods, project by project, in the order of member states and cities?
select *
from movement($from_period, $at_period, $known_on)
where passes(city_id, $city)
    and passes(iso3, $country)
    and passes(sector, $sector)
    and passes(pillar, $pillar)
    and passes(focus_area, $focus_area)
    and passes(coalesce(to_status, from_status), $status)
order by country_order, city_name, title, project_id
