-- How a project ended by the words that its report left the list with; null where they do not say. Whole words only
-- ("emergency" is no merger), and nothing that is denied or still to come: "could not be completed" does not say how it
-- ended. An ending that the words leave open is left open.
create or replace macro what_is_affirmed(words) as regexp_replace(
    lower(words),
    '\b(not|never|no|cannot|[a-z]+n[''’]t|without|unable|fail|fails|failed|before|until|unless|instead of|rather than'
        || '|to be|will|would|should|could|might)\b.*?(\b(and|but|so|then|because)\b|[.,;:]|$)',
    ' ', 'gs'
);
create or replace macro how_it_left(words) as case
    when regexp_matches(what_is_affirmed(words), '\b(merge|merges|merged|merging|merger)\b') then 'merged'
    when regexp_matches(what_is_affirmed(words), '\b(replace|replaces|replaced|replacing)\b') then 'replaced'
    when regexp_matches(what_is_affirmed(words), '\b(complete|completes|completed|completion|finished)\b') then 'completed'
    when regexp_matches(
        what_is_affirmed(words),
        '\b(cancel|cancell?ed|cancell?ation|stopped|to stop|dropped|to drop|discontinued|abandoned)\b'
    ) then 'stopped'
end;
