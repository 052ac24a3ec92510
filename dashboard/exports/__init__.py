"""Everything to take away: the tables behind the cards as csv, xlsx, parquet, json and light pages, and the API.

tables.py declares each table once; about.py says what every one of them carries; texts.py and book.py write it;
routes.py serves `/export/…`, dashboard/api `/api/v1/…`, dashboard/command.py `ascn export`.
"""

from dashboard.exports.routes import files
from dashboard.exports.tables import TABLES
from dashboard.exports.texts import cell

__all__ = ["TABLES", "cell", "files"]
