-- Which member states are there, since when?
select iso3, name, sort_order, valid_from from country
where passes(iso3, $country)
order by sort_order
