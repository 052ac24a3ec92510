-- The codes of what was said of each submission.
select distinct submission_id, code from finding;
