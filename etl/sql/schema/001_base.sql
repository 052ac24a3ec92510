-- The store. Code lists are replaced whole when the reference folder changes; reports are only ever added.
-- Times are UTC without zone. A typed cell is kept beside the value that was read from it.

create table meta (key varchar primary key, value varchar not null);

create table country (
    iso3 varchar primary key, iso2 varchar, name varchar not null, sort_order integer not null, currency varchar,
    decimal_mark varchar, date_order varchar, lat double, lon double, valid_from date, valid_to date
);
create table city (
    city_id varchar primary key, name varchar not null, iso3 varchar not null, is_capital boolean, is_pilot boolean,
    lat double, lon double, aliases varchar, valid_from date, valid_to date, date_precision varchar,
    population bigint, population_year integer, population_basis varchar
);
create table period (
    period varchar primary key, label varchar not null, start_date date, data_date date not null, due_at timestamp,
    reports_expected boolean not null, list_published boolean not null, plan_id varchar, note varchar
);
create table action_plan (plan_id varchar primary key, name varchar, valid_from date, valid_to date, basis varchar);
create table focus_area (code varchar primary key, name varchar not null, description varchar, sort_order integer not null);
create table sector (
    code varchar primary key, name varchar not null, primary_pillar varchar, secondary_pillar varchar,
    lead_sectoral_body varchar, rationale varchar, sort_order integer not null
);
create table pillar (
    code varchar primary key, name varchar not null, council varchar, key_sectoral_bodies varchar, sort_order integer not null
);
create table status (
    code varchar primary key, label varchar not null, meaning varchar, source_kind varchar,
    counts_as_open boolean, sort_order integer not null
);
create table partner (
    partner_id varchar primary key, name varchar not null, type varchar, iso3 varchar, programme varchar,
    years varchar, what varchar, standing varchar, source varchar
);
create table pairing (
    city_id varchar not null, partner_id varchar not null, counterpart varchar, programme varchar, theme varchar,
    year_from integer, year_to integer, basis varchar, source varchar
);

-- The register: a project's permanent identity. What a report says of it later stands in project_update.
create table project (
    project_id varchar primary key, city_id varchar not null, title varchar not null, focus_area varchar, sector varchar,
    pillar varchar, other_pillars varchar, plan_id varchar, identity_basis varchar, identity_confidence varchar,
    classification_basis varchar, submission_id integer
);
create table project_alias (project_id varchar not null, alias varchar not null);
create table project_link (project_id varchar not null, other_id varchar not null, kind varchar not null);
create table record_partner (
    project_id varchar not null, partner_id varchar not null, role varchar, programme varchar, years varchar, source varchar
);
create table discrepancy (
    line integer primary key, period varchar, what varchar, printed varchar, computed varchar, explanation varchar,
    kind varchar, project_id varchar, source varchar
);
create table published_total (
    line integer primary key, period varchar, as_of varchar, level varchar, member_state varchar, focus_area varchar,
    measure varchar, value double, unit varchar, basis varchar, source varchar, register_value double,
    agrees boolean, note varchar
);

create sequence submission_number start 1;
create table submission (
    submission_id integer primary key, file_name varchar not null, sha256 varchar not null, kind varchar not null,
    verdict varchar not null, received_at timestamp not null, counted_at timestamp, submitter varchar not null,
    note varchar, rows_read integer not null, projects_read integer not null
);
create table withdrawal (submission_id integer primary key, withdrawn_at timestamp not null, who varchar not null, reason varchar not null);
create table report (
    submission_id integer not null, city_id varchar not null, period varchar not null, coverage varchar not null,
    primary key (submission_id, city_id, period)
);
create table project_update (
    submission_id integer not null, project_id varchar not null, city_id varchar not null, period varchar not null,
    sheet varchar not null, row_no integer not null,
    title varchar, in_plan varchar, left_plan_reason varchar, status varchar, percent_complete double,
    progress_note varchar, next_steps varchar, challenges varchar, support_needed varchar, self_rating varchar,
    planned_start date, planned_end date, forecast_end date, actual_end date,
    budget double, spent double, currency varchar, lead_agency varchar,
    focus_area varchar, sector varchar, other_sectors varchar, pillar varchar, other_pillars varchar,
    source varchar, source_page varchar, status_basis varchar,
    typed map(varchar, varchar), rule map(varchar, varchar)
);
create table milestone (
    submission_id integer not null, project_id varchar not null, sheet varchar not null, row_no integer not null,
    milestone varchar not null, weight double, due date, done date, typed map(varchar, varchar)
);
create table project_partner (
    submission_id integer not null, city_id varchar not null, project_id varchar, sheet varchar not null, row_no integer not null,
    partner varchar not null, role varchar, programme varchar, amount double, currency varchar,
    funding_status varchar, open_to_private_sector varchar, typed map(varchar, varchar)
);
create table result (
    submission_id integer not null, project_id varchar not null, sheet varchar not null, row_no integer not null,
    indicator varchar not null, unit varchar, baseline double, target double, value double, as_of date, typed map(varchar, varchar)
);
-- Where a field stood in a file: with row_no it gives the cell of every stored value.
create table origin_column (
    submission_id integer not null, sheet varchar not null, field varchar not null, column_letter varchar not null, heading varchar
);
create table finding (
    submission_id integer not null, number integer not null, code varchar not null, severity varchar not null,
    sheet varchar, cell varchar, heading varchar, field varchar, project_id varchar, city_id varchar, period varchar,
    value varchar, message varchar not null, suggestion varchar
);
-- A confirmation is remembered for the same question about the same value; `basis` cites the record where it is known from there.
create table confirmation (
    submission_id integer not null, code varchar not null, city_id varchar, period varchar, project_id varchar, value varchar,
    who varchar not null, confirmed_at timestamp not null, note varchar not null
);
