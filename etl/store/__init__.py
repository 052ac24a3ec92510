"""The store: one DuckDB file written under a lock, published as immutable snapshots that any process may read.

write.writer(home)      the only way to change it: lock → one transaction → checks → commit → publish
snapshot.current(home)  the only way to read it: the newest published snapshot
"""

from duckdb import DuckDBPyConnection as Connection

__all__ = ["Connection"]
