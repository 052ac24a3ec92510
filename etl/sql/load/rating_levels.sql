-- Levels of the rule sets of computed ratings.
delete from rating_level;
insert into rating_level by name
select rule_set, title, source, within, level::integer as level, code, word, how, points_behind::double as points_behind,
    days_behind::double as days_behind
from list_rows;
