-- All that happened, in order: reports that were accepted, reports taken back, decisions.
select received_at as happened_at, 1 as place, submission_id as number, 'report' as kind
from old.submission
where verdict = 'accepted' and counted_at is not null
union all
select withdrawn_at, 2, submission_id, 'withdrawal' from old.withdrawal
union all
select decided_at, 3, entry_id, 'decision' from old.desk_entry
order by happened_at, place, number;
