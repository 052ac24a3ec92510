-- What was corrected or decided about the list compared with, between the moments at which the two are known?
select *
from movement_between($from_period, $from_known_on, $from_period, $known_on)
where (kind <> 'same' or is_renamed or is_replanned or is_reclassified
        or from_progress_pct is distinct from to_progress_pct)
    and passes(city_id, $city)
    and passes(iso3, $country)
    and passes(sector, $sector)
    and passes(pillar, $pillar)
    and passes(focus_area, $focus_area)
    and passes(coalesce(to_status, from_status), $status)
order by country_order, city_name, title, project_id
