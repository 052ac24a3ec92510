"""Values → findings: each cell (schema), each row, rows together, and against what was reported before."""
