-- Member states, in the group's own order.
delete from country;
insert into country by name
select iso3, iso2, name, sort_order::integer as sort_order, currency, decimal_mark, date_order,
    lat::double as lat, lon::double as lon, valid_from::date as valid_from, valid_to::date as valid_to
from list_rows;
