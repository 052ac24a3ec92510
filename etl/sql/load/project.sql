-- Projects that a report lists for the first time; their codes were just issued.
insert into project by name
select project_id, city_id, title, focus_area, sector, pillar, other_pillars, submission_id from new_projects;
