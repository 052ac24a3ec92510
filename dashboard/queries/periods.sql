-- Which periods are there, and for which had a report been counted by the moment asked for?
select
    period.period,
    period.label,
    period.data_date,
    period.due_at,
    period.list_published,
    period.reports_expected,
    period.note,
    period.period in (select period from counted_reports($known_on)) as has_list
from period
order by period.data_date
