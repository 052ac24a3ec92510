-- Whether the words of a funding status say that the money is still looked for; a blank says nothing, and what is denied is
-- not said ("no further support needed"). Once it was approved, declined or secured, only what is said to be wanted after
-- that counts: "approved as requested" is no wish, "60 % secured; the rest is sought" is one. A part that was approved, and
-- what is still to be, end nothing.
create or replace macro what_of_funding_is_said(said) as regexp_replace(
    regexp_replace(
        lower(said),
        '\b(not|never|no|nothing|none|cannot|[a-z]+n[''’]t|without)\b.*?(\b(and|but|so|then|because)\b|[.,;:]|$)',
        ' ', 'gs'
    ),
    '(\b(partly|partially|in part|be|being|until|unless|before|if|once|when|awaiting)|%)\s+'
        || '(approved|granted|awarded|secured|declined|rejected|refused|withdrawn)\b',
    ' ', 'g'
);
create or replace macro is_sought(said) as coalesce(
    case
        when regexp_matches(
            what_of_funding_is_said(said),
            '\b(approved|granted|awarded|secured|declined|rejected|refused|withdrawn)\b'
        ) then regexp_matches(
            regexp_replace(
                what_of_funding_is_said(said),
                '^.*\b(approved|granted|awarded|secured|declined|rejected|refused|withdrawn)\b', ' ', 's'
            ),
            '\b(sought|seek|seeking|needed|wanted|looking|open|unfunded|gap)\b'
        )
        else regexp_matches(
            what_of_funding_is_said(said),
            '\b(sought|seek|seeking|needed|wanted|request|requested|applied|looking|open|unfunded|gap|proposed)\b'
        )
    end,
    false
);
