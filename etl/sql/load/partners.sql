-- External partners.
delete from partner;
insert into partner by name
select partner_id, name, type, iso3, programme, period as years, what, asean_status as standing, source from list_rows;
