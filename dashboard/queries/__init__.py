"""Questions to the store: one function and one .sql file a question. A View in, a frame that nobody changes out."""
