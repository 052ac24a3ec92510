-- Editions and decisions of meetings: one ledger that only grows. The state of an edition is the fold of its entries.
create sequence edition_entry_number start 1;
create table edition_entry (
    entry_id integer primary key,
    edition_id varchar,        -- null: of a meeting, not of an edition
    kind varchar not null,     -- create, arrange, word, drop, answer, final, sent, noted; decision, result
    key varchar,               -- the sentence, the body, the member state, the meeting, the decision
    value varchar,             -- JSON
    reason varchar,
    who varchar not null,
    said_at timestamp not null
);
