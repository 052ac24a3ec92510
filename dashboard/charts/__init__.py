"""Charts: a DataFrame and column names in, a Plotly figure out. They know no query, page or URL."""
