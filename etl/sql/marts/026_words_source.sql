-- Whose words the texts of a report are: null where a city typed them itself, else what they are a summary of. A city
-- typed them in its own workbook or form. What was filed for it, the monitoring body's own file, a file on several
-- cities and a list sent as plain text may hold another's words, so they are never given as the city's.
create or replace macro words_source(of_source, of_submission) as coalesce(
    nullif(of_source, ''),
    (
        select
            case
                when max(is_for_another) then 'a report filed for the city'
                when max(is_ours) then 'a file of the monitoring body'
                when count(distinct place) > 1 then 'a file on several cities'
                when max(is_plain) then 'a list sent as plain text'
            end
        from ( -- under names of its own: what is asked for would be taken for a column of the same name
            select
                submission.submission_id as sent_as,
                report.city_id as place,
                coalesce(on_behalf, false) as is_for_another,
                coalesce(is_record, false) as is_ours,
                kind in ('csv', 'tsv') as is_plain
            from submission
            join report using (submission_id)
        )
        where sent_as = of_submission
    )
);
