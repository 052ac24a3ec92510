-- A set of milestones as one value, a line a milestone, and how many lines of it are not in another (method.md 1).
create or replace macro milestone_set_told() as table (
    select
        submission_id, project_id as reported_as,
        string_agg(
            concat_ws(' · ', milestone, weight::varchar, due::varchar), chr(10) order by due, milestone, weight
        ) as value
    from milestone
    group by all
);
create or replace macro lines_changed(value, before) as len(list_filter(
    string_split(value, chr(10)), lambda line: not list_contains(string_split(before, chr(10)), line)
));
