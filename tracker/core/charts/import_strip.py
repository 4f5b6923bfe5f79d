"""The last 52 weeks of one exposure in a file: a bar for each week, as high as the days with a value."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.core.charts import style
from tracker.core.charts.drawing import drawing

HEIGHT_PX, STEP_PX, BAR_PX = 22.0, 4.0, 3.0
DAYS = 7


def import_strip_svg(weeks: Sequence[int], title: str, description: str, name: str) -> str:
    """Draw the strip. `name` is its id on the page; weeks without a value are short dashes."""
    sheet = drawing("import-strip", title, description, name)
    sheet.root.set("width", f"{len(weeks) * STEP_PX:g}")
    sheet.root.set("height", f"{HEIGHT_PX:g}")
    sheet.root.set("viewBox", f"0 0 {len(weeks) * STEP_PX:g} {HEIGHT_PX:g}")
    # Without lettering, it may be squeezed on a narrow phone.
    sheet.root.set("preserveAspectRatio", "none")
    for place, days in enumerate(weeks):
        height = HEIGHT_PX * min(days, DAYS) / DAYS
        ink = style.TRACKED[3] if days else style.LINE
        top = HEIGHT_PX - max(height, 1.0)
        sheet.add("rect", x=place * STEP_PX, y=top, width=BAR_PX, height=max(height, 1.0), fill=ink)
    return sheet.written()
