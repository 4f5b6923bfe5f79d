"""Values in, matplotlib figures out. The last step, and the only room that draws.

Importing it imports matplotlib, which takes longer than a page may: import it inside the function that draws.
"""

from tracker.charts.calendar_heat import describe_month, describe_year, draw_month, draw_year
from tracker.charts.hours import describe_hours, draw_hours
from tracker.charts.svg import inline_svg, standalone_svg
from tracker.charts.week import describe_week, draw_week
from tracker.charts.weeks import describe_weeks, draw_weeks

__all__ = [
    "describe_hours",
    "describe_month",
    "describe_week",
    "describe_weeks",
    "describe_year",
    "draw_hours",
    "draw_month",
    "draw_week",
    "draw_weeks",
    "draw_year",
    "inline_svg",
    "standalone_svg",
]
