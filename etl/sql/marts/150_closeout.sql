-- How each project of one action plan ended: what the desk recorded from the cities' answers, else what the reports and the register
-- say by the period; "not_answered" where nothing does. `basis` says which, `said` the words, `link_id` the project it went into.
-- Projects that the desk merged are one here as in every figure (method.md 2, 3), so that the plan has as many projects as its
-- completion rate is of.
create or replace macro closeout(for_plan, for_period, known_on) as table (
    with listed_first as (
        select project_id from first_list(known_on) where plan_id = for_plan
    ),

    merged as (
        select * from merged_project(known_on)
    ),

    state as (
        select * from state_at(for_period, known_on)
    ),

    answer as (
        select coalesce(merged.project_id, entry.project_id) as project_id,
            max_by({'v': value, 'r': reason, 'w': who, 't': decided_at, 'e': entry_id}, entry_id) as told
        from desk_entries(known_on) as entry
        left join merged on merged.told_id = entry.project_id
        where kind = 'closeout'
        group by all
    ),

    followed_by as (  -- another project takes its work over, or it went into another
        select other_id as project_id, project_id as told_link, 'replaced' as outcome
        from project_link
        where kind = 'supersedes'
        union all
        select project_id, other_id, 'merged' from project_link where kind = 'merged_into'
    ),

    successor as (
        select followed_by.project_id, min(coalesce(merged.project_id, told_link)) as link_id, outcome
        from followed_by
        left join merged on merged.told_id = told_link
        where followed_by.project_id <> coalesce(merged.project_id, told_link)
            -- The register's links have no date: one holds from the first report of the project that goes on.
            and coalesce(merged.project_id, told_link) in (select state.project_id from state)
        group by followed_by.project_id, outcome
        qualify row_number() over (partition by followed_by.project_id order by outcome) = 1
    ),

    asked_about as (
        select project_id, min(other_id) as other_id from maybe_same(known_on) group by project_id
    ),

    derived as (
        select
            listed_first.project_id,
            state.*  exclude (project_id, city_id, title),
            successor.link_id,
            asked_about.other_id as maybe_same_id,
            answer.told,
            case
                when state.status = 'completed' then 'completed'
                when successor.outcome is not null then successor.outcome
                when how_it_left(state.left_plan_reason) is not null then how_it_left(state.left_plan_reason)
                when state.status = 'cancelled' then 'stopped'
                when state.is_listed then 'goes_on'
            end as reported
        from listed_first
        left join state using (project_id)
        left join successor using (project_id)
        left join asked_about using (project_id)
        left join answer using (project_id)
    )

    select
        derived.project_id,
        coalesce(state.title, project.title) as title,
        project.city_id,
        city.name as city_name,
        city.iso3,
        country.name as country_name,
        country.sort_order as country_order,
        coalesce(derived.told.v, derived.reported, 'not_answered') as outcome,
        case when derived.told.v is not null then 'answer' when derived.reported is not null then 'report' else 'none' end as basis,
        derived.reported,
        derived.told.r as answer_reason,
        derived.told.w as answer_who,
        derived.told.t as answer_at,
        derived.told.e as answer_entry_id,
        derived.status,
        coalesce(derived.is_listed, false) as is_listed,
        derived.last_period,
        derived.last_date,
        derived.left_plan_reason,
        derived.link_id,
        successor_project.title as link_title,
        derived.maybe_same_id,
        same_project.title as maybe_same_title,
        derived.submission_id, derived.sheet, derived.row_no
    from derived
    join project using (project_id)
    join city on city.city_id = project.city_id
    join country on country.iso3 = city.iso3
    left join state using (project_id)
    left join project as successor_project on successor_project.project_id = derived.link_id
    left join project as same_project on same_project.project_id = derived.maybe_same_id
);
