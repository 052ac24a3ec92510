-- The newest moment at which anything was received, counted, taken back, decided or said.
select max(moment) as moment
from (
    select greatest(max(received_at), max(counted_at)) as moment from submission
    union all
    select max(withdrawn_at) from withdrawal
    union all
    select max(decided_at) from desk_entry
    union all
    select max(said_at) from edition_entry
) as moments;
