-- What was said beside a kept file, to judge it again.
select submission_id, file_name, sha256, kind, verdict, received_at, counted_at, counts_from, submitter, note, on_behalf,
    chosen_city, chosen_period, is_partial, is_record, fill_unchanged
from submission
where $submission_id is null or submission_id = $submission_id
order by submission_id;
