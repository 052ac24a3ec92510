-- The published tables, which a reader's own macros name without saying where they are.
select 'create view ' || table_name || ' as from store.main.' || table_name
from duckdb_tables()
where database_name = 'store';
