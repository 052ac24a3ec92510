-- The project that a split makes: of the same city and classes as the one that it was split from.
insert into project by name
select $other_id as project_id, city_id, $value as title, focus_area, sector, pillar, other_pillars,
    'split from ' || project_id as identity_basis, $entry_id as entry_id
from project
where project_id = $project_id;
