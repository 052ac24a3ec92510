-- Totals as printed, by line of the file.
insert into published_total by name
select line, period, as_of, level, member_state, focus_area, measure, value::double as value, unit, basis, source,
    register_value::double as register_value, agrees = '1' as agrees, note
from record_rows;
