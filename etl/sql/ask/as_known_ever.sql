-- Back from as_known_now: the state and the calendar of any moment.
drop macro table temp.state_history;
drop macro table temp.state_moments;
drop macro table temp.report_calendar;
drop macro temp.only_now;
