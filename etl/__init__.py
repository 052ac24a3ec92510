"""A report's way in: a file becomes findings, or rows in the store. Knows nothing of pages or accounts."""
