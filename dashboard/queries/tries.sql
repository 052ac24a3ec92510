-- Which files followed each other: the tries that a file mends or answers, and those that mend or answer it?
with recursive chain(submission_id) as (
    select $submission_id::integer
    union
    select case when submission.follows = chain.submission_id then submission.submission_id else submission.follows end
    from chain
    join submission
        on submission.follows = chain.submission_id
        or (submission.submission_id = chain.submission_id and submission.follows is not null)
)

select submission_id from chain order by submission_id desc
