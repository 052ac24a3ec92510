-- What does the report for a period say in words of each listed project, and whose words are they?
with said as (
    select
        project_id, title, city_id, city_name, country_order, progress_note, challenges, support_needed, next_steps,
        words_source(source, submission_id) as source, source_page, at_period
    from selected_state('network', $known_on, $city, $country, $sector, $pillar, $focus_area, $status)
    where at_period = $at_period and is_listed and last_period = at_period
)

select *
from said
where coalesce(progress_note, challenges, support_needed, next_steps) is not null
order by country_order, city_name, title, project_id
