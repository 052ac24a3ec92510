"""Pages: each asks the queries, places blocks, components and charts, and names its address."""
