-- Partners that the record names for a project.
insert into record_partner by name
select project_id, partner_id, role, programme, period as years, source from record_rows;
