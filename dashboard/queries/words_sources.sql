-- Of which files are the words not the sending city's own, and what are they a summary of?
select submission_id, words_source(null, submission_id) as source
from (select distinct submission_id from report)
where words_source(null, submission_id) is not null
