-- Which listed projects does the grid show: of a view, with these words, under these conditions, grouped and ordered?
-- A group's header is a row of its own before its projects. Conditions come as JSON: column, op, value.
with asked as (
    select from_json($conditions, '[{"column": "varchar", "op": "varchar", "value": "varchar"}]') as conditions
),

found as (
    select
        state.*,
        status.label as status_label,
        map {
            'project_id': project_id, 'title': title, 'city_name': city_name, 'country_name': country_name,
            'status': status.label, 'focus_area_name': focus_area_name, 'sector_name': sector_name,
            'pillar_name': pillar_name, 'other_sectors': other_sectors, 'other_pillars': other_pillars,
            'lead_agency': lead_agency, 'currency': currency, 'self_rating': self_rating,
            'progress_note': progress_note, 'next_steps': next_steps, 'challenges': challenges,
            'support_needed': support_needed, 'first_period': first_period, 'last_period': last_period,
            'planned_start': planned_start::varchar, 'planned_end': planned_end::varchar,
            'baseline_end': baseline_end::varchar, 'forecast_end': forecast_end::varchar,
            'actual_end': actual_end::varchar
        } as texts,
        map {
            'progress_pct': progress_pct::double, 'planned_pct': planned_pct::double, 'slippage_pts': slippage_pts::double,
            'budget': budget::double, 'spent': spent::double, 'is_new': is_new::integer::double,
            'is_stale': is_stale::integer::double
        } as numbers,
        map {
            'country_name': country_order, 'city_name': country_order, 'status': status.sort_order,
            'focus_area_name': focus_area.sort_order, 'sector_name': sector.sort_order, 'pillar_name': pillar.sort_order
        } as places
    from selected_state('network', $known_on, $city, $country, $sector, $pillar, $focus_area, $status) as state
    join status on status.code = state.status
    left join focus_area on focus_area.code = state.focus_area
    left join sector on sector.code = state.sector
    left join pillar on pillar.code = state.pillar
    where at_period = $at_period
        and is_listed
        and (
            $q is null
            or contains(lower(title), lower($q))
            or contains(lower(city_name), lower($q))
            or contains(lower(country_name), lower($q))
            or project_id = lower($q)
            or project_id in (select project_id from project_alias where contains(lower(alias), lower($q)))
            or city_id in (select city_id from city where contains(lower(aliases), lower($q)))
        )
),

kept as (
    select
        found.*,
        coalesce(found.texts[$group_by], 'Not stated') as group_name,
        found.places[$group_by] as group_place
    from found
    cross join asked
    where len(list_filter(asked.conditions, lambda asks: not coalesce(
        case asks.op
            when '~' then contains(lower(found.texts[asks.column]), lower(asks.value))
            when '!~' then not contains(lower(coalesce(found.texts[asks.column], '')), lower(asks.value))
            when '^' then starts_with(lower(found.texts[asks.column]), lower(asks.value))
            when '$' then ends_with(lower(found.texts[asks.column]), lower(asks.value))
            when '?' then found.texts[asks.column] is null and found.numbers[asks.column] is null
            when '!?' then found.texts[asks.column] is not null or found.numbers[asks.column] is not null
            when '=' then lower(found.texts[asks.column]) = lower(asks.value)
                or found.numbers[asks.column] = try_cast(asks.value as double)
            when '!=' then coalesce(lower(found.texts[asks.column]) <> lower(asks.value),
                found.numbers[asks.column] <> try_cast(asks.value as double))
            when '<' then coalesce(found.texts[asks.column] < asks.value,
                found.numbers[asks.column] < try_cast(asks.value as double))
            when '<=' then coalesce(found.texts[asks.column] <= asks.value,
                found.numbers[asks.column] <= try_cast(asks.value as double))
            when '>' then coalesce(found.texts[asks.column] > asks.value,
                found.numbers[asks.column] > try_cast(asks.value as double))
            when '>=' then coalesce(found.texts[asks.column] >= asks.value,
                found.numbers[asks.column] >= try_cast(asks.value as double))
        end, false))) = 0
),

header as (
    select group_name, min(group_place) as group_place, count(*) as group_projects
    from kept
    where $group_by is not null and $has_headers
    group by group_name
),

shown as (
    select
        kept.* exclude (texts, numbers, places),
        false as is_group,
        null::bigint as group_projects,
        coalesce(kept.places[$sort_by]::double, kept.numbers[$sort_by]) as sort_number,
        lower(kept.texts[$sort_by]) as sort_text
    from kept
    union all by name
    select group_name, group_place, group_projects, true as is_group
    from header
)

select
    is_group, group_name, group_projects,
    project_id, title, city_id, city_name, iso3, country_name, status, status_label, focus_area, focus_area_name,
    sector, sector_name, pillar, pillar_name, other_sectors, other_pillars,
    progress_pct, percent_complete, progress_basis, planned_pct, slippage_pts,
    planned_start, planned_end, baseline_end, forecast_end, actual_end, budget, spent, currency, lead_agency, self_rating,
    progress_note, next_steps, challenges, support_needed, first_period, last_period, is_new, is_stale,
    count(*) over () as total,
    count(*) filter (where not is_group) over () as total_projects
from shown
order by
    case when $group_by is not null then group_place end nulls last,
    case when $group_by is not null then group_name end,
    is_group desc,
    case when not $is_down then sort_number end nulls last,
    case when $is_down then sort_number end desc nulls last,
    case when not $is_down then sort_text end nulls last,
    case when $is_down then sort_text end desc nulls last,
    country_order, city_name, title, project_id
limit $rows offset $skip
