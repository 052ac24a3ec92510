-- How a project ended by the words that its report left the list with; null where they do not say. Whole words only
-- ("emergency" does not say "merge"), and nothing that is denied, still to come or done in part: "could not be completed",
-- "90 % completed" and "nearly finished" do not say how it ended. Nor do names of an act without its end: "completion
-- expected in 2027", "asked to complete the study", "the merger was rejected". An ending that the words leave open is left
-- open.
create or replace macro what_is_affirmed(words) as regexp_replace(
    regexp_replace(lower(words), '\b100\s*(%|per ?cent)', ' ', 'g'),
    '(\b(not|never|no|cannot|[a-z]+n[''’]t|without|unable|fail|fails|failed|before|until|unless|instead of|rather than'
        || '|to be|will|would|should|could|might|expected|planned|for'
        || '|partially|partly|half|nearly|nearing|almost|mostly|largely|[0-9]+\s*per ?cent)\b|[0-9]\s*%)'
        || '.*?(\b(and|but|so|then|because)\b|[.,;:]|$)',
    ' ', 'gs'
);
create or replace macro how_it_left(words) as case
    when regexp_matches(what_is_affirmed(words), '\b(merge|merges|merged|merging)\b') then 'merged'
    when regexp_matches(what_is_affirmed(words), '\b(replace|replaces|replaced|replacing)\b') then 'replaced'
    when regexp_matches(what_is_affirmed(words), '\b(completed|finished)\b') then 'completed'
    when regexp_matches(
        what_is_affirmed(words),
        '\b(cancel|cancell?ed|cancell?ation|stopped|to stop|dropped|to drop|discontinued|abandoned)\b'
    ) then 'stopped'
end;
