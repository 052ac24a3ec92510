-- The register of projects: permanent codes with their classification.
insert into project by name
select project_id, city_id, title, focus_area, sector, pillar, other_pillars,
    case when in_2018_plan = '1' then plan_id end as plan_id, identity_basis, identity_confidence, classification_basis
from register_rows
where project_id not in (select project_id from project);
insert into project_alias
select project_id, trim(unnest(string_split(aliases, ' | '))) as alias from register_rows where aliases is not null;
insert into project_link
select project_id, trim(unnest(string_split(other_ids, ';'))) as other_id, kind
from (unpivot register_rows on supersedes, merged_into, possible_same_as into name kind value other_ids)
where other_ids <> '';
