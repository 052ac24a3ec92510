-- Approved budget and money spent of an axis's members, in each currency by itself (method.md 3): amounts in two
-- currencies are never added. Spent is counted beside the budget of the same projects only. Progress weighted by budget
-- is of the projects that give both; planned and slippage of those that have a plan too.
create or replace macro money(
    axis, for_period, known_on, of_cities, of_countries, of_sectors, of_pillars, of_focus_areas, of_statuses
) as table (
    with listed as (
        select * from selected_state(axis, known_on, of_cities, of_countries, of_sectors, of_pillars, of_focus_areas, of_statuses)
        where at_period = for_period and is_listed and status <> 'cancelled'
    ),

    whole as (
        select key, count(*) as money_of from listed group by key
    )

    select
        key,
        currency,
        sum(budget) as budget,
        count(budget) as budget_n,
        sum(spent) filter (where budget is not null) as spent,
        count(spent) filter (where budget is not null) as spent_n,
        sum(budget) filter (where spent is not null) as budget_of_spent,
        any_value(money_of) as money_of,
        sum(progress_pct * budget) / sum(budget) filter (where progress_pct is not null) as progress_by_budget,
        count(progress_pct) as progress_by_budget_n,
        sum(planned_pct * budget) filter (where slippage_pts is not null)
            / sum(budget) filter (where slippage_pts is not null) as planned_by_budget,
        sum(slippage_pts * budget) / sum(budget) filter (where slippage_pts is not null) as slippage_by_budget,
        count(slippage_pts) as slippage_by_budget_n
    from listed
    join whole using (key)
    where budget is not null and currency is not null
    group by key, currency
);
