-- What support is wanted for the projects in view?
select *
from need($at_period, $known_on)
where passes(city_id, $city)
    and passes(iso3, $country)
    and passes(sector, $sector)
    and passes(pillar, $pillar)
    and passes(focus_area, $focus_area)
    and passes(status, $status)
order by country_order, city_name, title, kind desc, role, partner, project_id, programme, amount,
    amount_currency, funding_status
