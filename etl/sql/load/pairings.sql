-- City-level twinning.
delete from pairing;
insert into pairing by name
select city_id, partner_id, counterpart, programme, theme, year_from::integer as year_from, year_to::integer as year_to, basis, source
from list_rows;
