-- The newest moment that a final edition knows up to: nothing may begin to count, or cease to, at or before it.
select max((value::json ->> 'known_on')::timestamp) as known_on, arg_max(edition_id, (value::json ->> 'known_on')::timestamp) as edition_id
from edition_entry
where kind = 'final';
