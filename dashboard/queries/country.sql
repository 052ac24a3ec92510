-- Which member states are there, since when?
select iso3, name, sort_order, valid_from from country
where ($country is null or list_contains($country, iso3))
order by sort_order
