-- Moves whenever anything is added that `state_now` is made of: reports, register and decisions only ever grow.
select
    (select count(*) from report) as reports,
    (select count(*) from withdrawal) as withdrawals,
    (select count(*) from project_update) as updates,
    (select count(*) from milestone) as milestones,
    (select count(*) from project) as projects,
    (select count(*) from desk_entry) as decisions,
    (select value from meta where key = 'reference_digest') as reference_digest,
    (select value from meta where key = 'code_digest') as code_digest;
