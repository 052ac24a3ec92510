"""Light pages for officers on a slow line: Flask and Jinja, no script. The only pages that reach the pipeline."""

from dashboard.officer.errors import failed, refused, too_large
from dashboard.officer.routes import pages

__all__ = ["failed", "pages", "refused", "too_large"]
