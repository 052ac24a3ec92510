-- Which steps of the plans in force fall due after the data date, up to a day, and are not done?
with ahead as (
    select *
    from milestone_slip($at_period, $known_on)
    where done is null and due > at_date and due <= $until
),

titled as (
    select project_id, title, city_name, country_name, country_order
    from selected_state('network', $known_on, $city, $country, $sector, $pillar, $focus_area, $status)
    where at_period = $at_period
)

select titled.*, ahead.milestone, ahead.due
from ahead
join titled using (project_id)
order by titled.country_order, titled.city_name, titled.title, ahead.due, ahead.row_no
