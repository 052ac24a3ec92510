-- Whether a filter lets a value pass; one that is null lets everything pass.
create or replace macro passes(value, chosen) as chosen is null or list_contains(chosen, value);
