-- Due times are read by the programme's clock where a day is named, and by their own where they name a zone. The code lists
-- are read anew for it.
delete from meta where key = 'reference_digest';
