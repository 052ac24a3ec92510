-- What was corrected or decided about the list compared with, between the moments at which the two are known?
select *
from movement_between($from_period, $from_known_on, $from_period, $known_on)
where (kind <> 'same' or is_renamed or is_replanned or is_reclassified
        or from_progress_pct is distinct from to_progress_pct)
    and ($city is null or list_contains($city, city_id))
    and ($country is null or list_contains($country, iso3))
    and ($sector is null or list_contains($sector, sector))
    and ($pillar is null or list_contains($pillar, pillar))
    and ($focus_area is null or list_contains($focus_area, focus_area))
    and ($status is null or list_contains($status, coalesce(to_status, from_status)))
order by country_order, city_name, title
