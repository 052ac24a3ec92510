-- Rule sets of computed ratings, and the network's meetings: code lists, replaced whole with the reference folder.
create table rating_level (
    rule_set varchar not null, title varchar not null, source varchar, within varchar not null, level integer not null,
    code varchar not null, word varchar not null, how varchar not null, points_behind double, days_behind double,
    primary key (rule_set, level)
);
create table rating_in_force (rule_set varchar not null, valid_from date not null, valid_to date);
create table meeting (number integer primary key, year integer not null, date date, place varchar, chair varchar);
