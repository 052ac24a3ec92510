-- Whether the words of a funding status say that the money is still looked for; a blank says nothing.
create or replace macro is_sought(said) as
    coalesce(regexp_matches(lower(said), '\b(sought|seek|seeking|needed|wanted|request|requested|applied|looking|open|unfunded|gap|proposed)\b'), false);
