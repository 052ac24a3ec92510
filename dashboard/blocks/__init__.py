"""Cards that several pages place: a question to the store, its picture, and the finding as title."""
