-- The date that each period's reports speak of.
select period, data_date from period;
