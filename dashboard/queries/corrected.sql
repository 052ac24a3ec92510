-- What was corrected or decided about the list compared with, between the moments at which the two are known?
select *
from moved_in_view(
    $from_period, $from_known_on, $from_period, $known_on, $city, $country, $sector, $pillar, $focus_area, $status
)
where kind <> 'same' or is_renamed or is_replanned or is_reclassified or was_in <> is_in
    or from_progress_pct is distinct from to_progress_pct
order by country_order, city_name, title, project_id
