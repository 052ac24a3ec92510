-- What do the code lists say of one sector, pillar or focus area?
select 'sector' as axis, code, name, rationale as description, lead_sectoral_body as bodies from sector
union all
select 'pillar', code, name, council, key_sectoral_bodies from pillar
union all
select 'focus_area', code, name, description, null from focus_area
