-- What a rule set says of each open, listed project (method.md 5): the first level that it reaches, worst first, with the
-- inputs. `of_rule_set` null: the one in force on the period's date; none in force: no row. A project without inputs has
-- a row without a level: not enough reported.
create or replace macro computed_rating(for_period, as_known_on, of_rule_set) as table (
    with rule_in_force as (
        select distinct level.rule_set, level.title, level.within, level.source
        from rating_level as level
        where level.rule_set = coalesce(of_rule_set, (
            select max(in_force.rule_set)
            from rating_in_force as in_force
            join period on period.data_date >= in_force.valid_from
                and (in_force.valid_to is null or period.data_date <= in_force.valid_to)
            where period.period = for_period
        ))
    ),

    input as (
        select
            project_id, points_behind, days_behind, slippage_pts, progress_pct, planned_pct, planned_end, behind_since,
            submission_id, milestone_submission_id
        from plan_standing(for_period, as_known_on)
        where is_open
    ),

    reached as (
        select input.project_id, min(level.level) as level
        from input
        join rule_in_force on true
        join rating_level as level using (rule_set)
        where case level.how
            when 'more_than' then coalesce(input.points_behind > level.points_behind, false)
                or coalesce(input.days_behind > level.days_behind, false)
            else coalesce(input.points_behind >= level.points_behind, false)
                or coalesce(input.days_behind >= level.days_behind, false)
        end
        group by all
    )

    select
        input.*,
        rule_in_force.rule_set,
        rule_in_force.title as rule_title,
        level.level,
        level.code,
        case
            when level.level is not null then level.word
            when input.points_behind is null and input.days_behind is null then 'Not enough reported'
            else rule_in_force.within
        end as word,
        input.points_behind is not null or input.days_behind is not null as has_inputs,
        level.how,
        level.points_behind as points_limit,
        level.days_behind as days_limit
    from input
    join rule_in_force on true
    left join reached using (project_id)
    left join rating_level as level on level.rule_set = rule_in_force.rule_set and level.level = reached.level
);
