"""The one blueprint of the light pages; each module of this room hangs its addresses on it."""

from flask import Blueprint

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
pages = Blueprint("officer", __name__)
