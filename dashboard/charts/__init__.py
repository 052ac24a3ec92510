"""Charts: a DataFrame and column names in, a Plotly figure out. They know no query, page or URL."""

from dashboard.charts.bars import budget_bars, status_bars
from dashboard.charts.curve import plan_curve
from dashboard.charts.growth import growth
from dashboard.charts.map import city_map
from dashboard.charts.progress import progress_histogram

__all__ = ["budget_bars", "city_map", "growth", "plan_curve", "progress_histogram", "status_bars"]
