-- Community pillars.
delete from pillar;
insert into pillar by name select code, name, council, key_sectoral_bodies, line::integer as sort_order from list_rows;
