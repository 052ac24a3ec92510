-- Whether the weights of a set of milestones add up to a plan (method.md 4), and whether it is dated: each row says so. What
-- one row leaves out is not known, and not zero.
create or replace macro is_weighted(weight) as count(weight) = count(*) and abs(sum(weight) - 100) <= 0.5;
create or replace macro is_dated(due) as count(due) = count(*);
