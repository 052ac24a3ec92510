-- Which partner is named with which city and project in view, in what role?
select *
from partner_tie($at_period, $known_on)
where passes(city_id, $city)
    and passes(iso3, $country)
    and passes(sector, $sector)
    and passes(pillar, $pillar)
    and passes(focus_area, $focus_area)
    and passes(status, $status)
order by
    lower(partner), country_order, city_name, title, years, role, programme, theme, counterpart, basis, source, partner, project_id
