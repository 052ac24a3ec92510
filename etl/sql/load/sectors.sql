-- Sectors, with the pillar that takes a project by default.
delete from sector;
insert into sector by name
select code, name, primary_pillar, secondary_pillar, lead_sectoral_body, rationale, line::integer as sort_order from list_rows;
