"""Charts: a DataFrame and column names in, a Plotly figure out. They know no query, page or URL."""

from dashboard.charts.curve import plan_curve
from dashboard.charts.growth import growth
from dashboard.charts.map import city_map
from dashboard.charts.progress import plan_and_actual

__all__ = ["city_map", "growth", "plan_and_actual", "plan_curve"]
