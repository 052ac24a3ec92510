-- Work done lies between 0 and 100.
select submission_id, project_id, percent_complete from project_update where percent_complete not between 0 and 100;
