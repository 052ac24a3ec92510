-- Which periods are open or due later, for one city or for any?
select distinct period, period_label, data_date, due_at
from reporting_matrix(null)
where is_expected
    and (is_open or due_at >= get_current_timestamp()::timestamp)
    and ($city is null or city_id = $city)
order by data_date
