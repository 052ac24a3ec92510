-- The action plan that each project is of, as the desk had decided by then: projects that were merged are one, and that one
-- is of the earliest plan that any of them is of.
create or replace macro first_list(as_known_on) as table (
    select coalesce(merged.project_id, project.project_id) as project_id, min(plan_id) as plan_id
    from project
    left join merged_project(as_known_on) as merged on merged.told_id = project.project_id
    group by all
);
