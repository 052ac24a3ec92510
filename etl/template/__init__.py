"""The workbook that a city fills in: built here from the declared fields, read back by `etl.read`.

`build(Context(...))` gives the bytes of one city's workbook for one period.
"""

from etl.template.build import build
from etl.template.context import Context

__all__ = ["Context", "build"]
