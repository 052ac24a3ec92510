-- The cities and periods that a submission reported.
select city_id, period from report where submission_id = $submission_id order by city_id, period;
