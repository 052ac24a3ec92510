-- The partners that each city names at a period: those of its newest partner sheet by then (a file without that sheet says
-- nothing of them). A sender who was not shown money and wishes cannot have taken them back by leaving them out: after a
-- sheet of such a sender, what the earlier ones said of the same partner's money stands until it is told anew, and so does
-- a partner from whom money is only sought. `period` and `data_date` are those of the sheet that names the partner.
create or replace macro told_partner(for_period, known_on) as table (
    with sheet as (
        select
            submission_id, city_id, period, data_date, coalesce(is_shown_less, false) as is_shown_less,
            {'d': data_date, 'c': counted.counted_at, 'h': counted.sha256} as place
        from counted_reports(known_on) as counted
        join submission using (submission_id)
        where data_date <= (select data_date from period where period = for_period)
            and (submission_id, city_id) in (select submission_id, city_id from project_partner)
    ),

    speaking as (  -- each city's newest sheet, and those before it down to one whose sender was shown everything
        select
            sheet.* exclude (is_shown_less), max(place) over of_city as newest,
            max(case when not is_shown_less then place end) over of_city as newest_of_all
        from sheet
        window of_city as (partition by city_id)
        qualify newest_of_all is null or place >= newest_of_all
    ),

    named as (
        select
            project_partner.*, period, data_date, place, newest,
            coalesce(merged.project_id, project_partner.project_id, '') as of_project,
            lower(trim(partner)) as of_partner, lower(trim(coalesce(role, ''))) as of_role,
            lower(trim(coalesce(programme, ''))) as of_programme
        from speaking
        join project_partner using (submission_id, city_id)
        left join merged_project(known_on) as merged on merged.told_id = project_partner.project_id
    ),

    filled as (
        select
            * exclude (money, funding, is_open) replace (
                coalesce(amount, (money).amount) as amount,
                case when amount is null then coalesce((money).currency, currency) else currency end as currency,
                coalesce(funding_status, funding) as funding_status,
                coalesce(open_to_private_sector, is_open) as open_to_private_sector
            )
        from (
            select
                named.*, max(place) over of_row as last_named,
                last_value(case when amount is not null then {'amount': amount, 'currency': currency} end
                    ignore nulls) over before as money,
                last_value(funding_status ignore nulls) over before as funding,
                last_value(open_to_private_sector ignore nulls) over before as is_open
            from named
            window of_row as (partition by city_id, of_project, of_partner, of_role, of_programme),
                before as (
                    partition by city_id, of_project, of_partner, of_role, of_programme order by place
                    groups between unbounded preceding and 1 preceding
                )
        ) as named
    )

    select * exclude (place, newest, last_named, of_project, of_partner, of_role, of_programme)
    from filled
    where place = last_named and (place = newest or is_sought(funding_status))
);
