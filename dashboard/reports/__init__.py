"""Documents: the annual report, briefs, extracts. Content is built as data (`model.py`); writers draw it."""
