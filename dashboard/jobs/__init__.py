"""Long work outside the web workers: a job is a folder of the store, made by a process of its own."""
