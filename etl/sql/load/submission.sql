-- One more submission, accepted or not.
insert into submission by name
select $submission_id as submission_id, $file_name as file_name, $sha256 as sha256, $kind as kind, $verdict as verdict,
    $received_at as received_at, $counted_at as counted_at, $counts_from as counts_from, $submitter as submitter, $prepared_by as prepared_by, $note as note,
    $rows_read as rows_read, $projects_read as projects_read,
    $follows as follows, $on_behalf as on_behalf, $chosen_city as chosen_city, $chosen_period as chosen_period,
    $is_partial as is_partial, $is_record as is_record, $untouched as untouched, $fill_unchanged as fill_unchanged,
    $new_projects as new_projects, $changed_projects as changed_projects,
    $unchanged_projects as unchanged_projects, $left_projects as left_projects,
    $is_shown_less as is_shown_less;
