-- Which periods are open or due later, for one city or for any?
select distinct period, period_label, data_date, due_at
from reporting_matrix(null, $now_at)
where is_expected
    and (is_open or due_at >= $now_at)
    and ($city is null or city_id = $city)
order by data_date
