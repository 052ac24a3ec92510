-- What the figures measure over any set of projects (method.md 3, 4), so that a page's figures and the steps between two
-- moments are one definition. `on_list`: listed; `on_first`: on the first list; `state`: status; `done`, `due`, `ahead`:
-- progress, planned progress and slippage in points.
create or replace macro listed_count(on_list) as count(*) filter (where on_list);
create or replace macro status_count(on_list, state, code) as count(*) filter (where on_list and state = code);
create or replace macro completion_rate_of(on_list, state) as
    case when listed_count(on_list) > status_count(on_list, state, 'not_stated')
            and listed_count(on_list) > status_count(on_list, state, 'cancelled')
        then status_count(on_list, state, 'completed')
            / (listed_count(on_list) - status_count(on_list, state, 'cancelled')) end;
create or replace macro is_stated(on_first, state) as
    count(*) filter (where on_first and state <> 'not_stated') > 0;
create or replace macro baseline_completed_of(on_first, state) as
    case when is_stated(on_first, state) then status_count(on_first, state, 'completed') end;
create or replace macro completion_rate_baseline_of(on_first, state) as
    baseline_completed_of(on_first, state) / listed_count(on_first);
-- A mean says something once half of the open projects have a percent.
create or replace macro half_known(on_list, state, done) as
    count(done) filter (where on_list and state not in ('completed', 'cancelled')) * 2
        >= count(*) filter (where on_list and state not in ('completed', 'cancelled'));
create or replace macro mean_of(on_list, state, points) as avg(points) filter (where on_list and state <> 'cancelled');
create or replace macro count_of(on_list, state, points) as
    count(points) filter (where on_list and state <> 'cancelled');
create or replace macro progress_mean_of(on_list, state, done) as
    case when half_known(on_list, state, done) then mean_of(on_list, state, done) end;
create or replace macro progress_median_of(on_list, state, done) as
    case when half_known(on_list, state, done)
        then median(done) filter (where on_list and state <> 'cancelled') end;
