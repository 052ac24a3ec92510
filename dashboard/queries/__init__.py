"""Questions to the store: one function and one .sql file a question. They take a View and give frames that nobody changes."""
