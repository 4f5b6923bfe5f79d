"""Episodes per week over a longer period, for the doctor's summary and the overview."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from xml.etree import ElementTree as ET

from tracker.core.analysis import Level, WeekTotals
from tracker.core.charts import style
from tracker.core.charts.drawing import PAPER_LETTERS, Drawing, drawing, hatch, link, stretched
from tracker.core.charts.scales import whole_steps
from tracker.core.charts.words import NOT_LOGGED, day_and_month, month_and_year, number, period
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _

BAR_WIDTH, SLOT_WIDTH = 0.7, 0.9
MIN_COLUMNS = 8
"""With fewer weeks the right side stays empty, so that bars do not get too wide."""

MIN_TOP = 4
"""Minimum of the scale, so that a week with one episode does not look like many."""

WEEKS_A_YEAR = 53

AXIS = 28.0
"""Width of the scale left of the bars; on a page, the padding of `.weeks` in charts.css."""

SCREENS = {"": 226.0, "mid": 290.0, "wide": 560.0}
"""Minimum width of the plot on the narrowest phones, most phones, and desktops. The keys are CSS classes in
charts.css that hide what does not fit on smaller screens."""

HEIGHTS = {False: 52.0, True: 120.0}
"""Height of the scale: on paper, and on a page."""

ADVANCE = 0.64
"""Width of a letter relative to its size."""


@dataclass(frozen=True)
class _Plot:
    """Coordinates of weeks and counts. Without a width, x is in per cent of the page's width."""

    columns: int
    width: float | None
    top: float
    height: float
    highest: float

    def x(self, column: float) -> str:
        """The x of a column."""
        share = column / self.columns
        return f"{100 * share:.3f}%" if self.width is None else f"{AXIS + share * self.width:.2f}"

    def across(self, columns: float) -> str:
        """The width of a number of columns."""
        share = columns / self.columns
        return f"{100 * share:.3f}%" if self.width is None else f"{share * self.width:.2f}"

    def y(self, count: float) -> float:
        """The y of a count."""
        return self.top + self.height * (1 - count / self.highest)

    def column_widths(self) -> dict[str, float]:
        """Minimum column width on each kind of screen, or on paper."""
        widths = SCREENS if self.width is None else {"": self.width}
        return {screen: width / self.columns for screen, width in widths.items()}


WeekLink = Callable[[WeekTotals], tuple[str, str]]
"""Returns the address of a week and the label of its link."""


def weeks_svg(
    weeks: Sequence[WeekTotals],
    title: str,
    description: str,
    translate: Translate = str,
    width: float = 0,
    inline: str = "",
    levels: Sequence[Level] = (),
    leads_to: WeekLink | None = None,
) -> str:
    """A bar per week: the episodes counted and, hatched, the estimate for its days not logged.

    With an id in `inline` it is for a page: full width, with type of constant size. Otherwise it is `width` points
    wide. Nothing depends on colour alone. `levels`, one per week, add a line and a band; with `leads_to` each week
    is a link.
    """
    sheet = drawing("weeks", title, description, inline)
    plot = _plot(weeks, sheet, width, max((level.high for level in levels), default=0))
    total = plot.top + plot.height + 2.9 * sheet.letters
    sheet.root.set("height", f"{total:g}")
    if not inline:
        sheet.root.attrib.update({"width": f"{width:g}", "viewBox": f"0 0 {width:g} {total:g}"})
    pattern = hatch(sheet)
    _draw_head(sheet, plot, weeks, pattern, translate)
    _draw_scale(sheet, plot)
    _draw_band(sheet, plot, levels)
    for column, week in enumerate(weeks):
        target = link(sheet, *leads_to(week)) if leads_to else None
        _draw_week(sheet, plot, column, week, pattern, is_last=column == len(weeks) - 1, target=target)
    _draw_level(sheet, plot, levels)
    base = {"y1": plot.y(0), "y2": plot.y(0), "stroke": style.LINE}
    sheet.add("line", x1=plot.x(0), x2=plot.x(plot.columns), stroke_width=1, **base)
    _draw_numbers(sheet, plot, weeks)
    _draw_dates(sheet, plot, weeks, translate)
    return sheet.written()


def numbers_fit(weeks: int, width: float) -> bool:
    """Whether a chart of this width on paper shows the number of each week."""
    return (width - AXIS) / max(weeks, MIN_COLUMNS) >= _label_width(2, PAPER_LETTERS)


def describe_weeks(weekly: Sequence[WeekTotals], translate: Translate = str) -> str:
    """The text alternative."""
    counts = [week.episodes for week in weekly if week.days_logged]
    if not counts:
        return translate(_("No day was logged in this time."))
    words = {
        "period": period(weekly[0].first_day, weekly[-1].first_day, translate),
        "low": number(min(counts)),
        "high": number(max(counts)),
        "logged": sum(week.days_logged for week in weekly),
        "unknown": len(weekly) - len(counts),
    }
    return translate(_(
        "Weeks from %(period)s: from %(low)s to %(high)s episodes counted in a week. "
        "Days logged: %(logged)d. Weeks not logged: %(unknown)d."
    )) % words  # fmt: skip


def _plot(weeks: Sequence[WeekTotals], sheet: Drawing, width: float, least: float = 0) -> _Plot:
    highest = max(max((_top_of(week) for week in weeks), default=0), least)
    return _Plot(
        columns=max(len(weeks), MIN_COLUMNS),
        width=None if sheet.inline else width - AXIS,
        top=3.2 * sheet.letters,
        height=HEIGHTS[bool(sheet.inline)],
        highest=whole_steps(max(ceil(highest), MIN_TOP))[-1],
    )


def _top_of(week: WeekTotals) -> float:
    """The height of a week's bar, with the hatched part."""
    return week.episodes + (week.estimated_unlogged or 0)


def _draw_head(sheet: Drawing, plot: _Plot, weeks: Sequence[WeekTotals], pattern: str, translate: Translate) -> None:
    """The title, and the legend of the hatching."""
    low = 1.1 * sheet.letters
    left = 0.0 if plot.width else -AXIS
    sheet.text(
        translate(_("Episodes counted, by week")), x=left, y=low, fill=style.INK, font_size=_head_letters(sheet)
    )
    if any(week.days_logged < week.days for week in weeks):
        side = 0.9 * sheet.letters
        words = sheet.text(translate(NOT_LOGGED), x=plot.x(plot.columns), y=low, fill=style.QUIET, text_anchor="end")
        words.set("dx", f"{-1.5 * side:.1f}")
        swatch = {"width": side, "height": side, "fill": pattern, "stroke": style.LINE, "stroke_width": 0.6}
        sheet.add("rect", x=plot.x(plot.columns), y=low - side, transform=f"translate({-side - 0.5:.1f})", **swatch)


def _head_letters(sheet: Drawing) -> float:
    """The size of body text: 8.5 pt on paper, 12 px on a page."""
    return sheet.letters + 1


def _draw_scale(sheet: Drawing, plot: _Plot) -> None:
    for step in whole_steps(int(plot.highest)):
        y = plot.y(step)
        sheet.add("line", x1=plot.x(0), x2=plot.x(plot.columns), y1=y, y2=y, stroke=style.GRID, stroke_width=0.8)
        text = sheet.text(str(step), x=plot.x(0), y=y + sheet.letters * 0.36, fill=style.QUIET, text_anchor="end")
        text.set("dx", "-5")


def _draw_band(sheet: Drawing, plot: _Plot, levels: Sequence[Level]) -> None:
    """The band of the likely level, behind the bars."""
    there = [(_middle(plot, column), plot.y(level.high)) for column, level in enumerate(levels)]
    back = [(_middle(plot, column), plot.y(level.low)) for column, level in enumerate(levels)]
    look = {"fill": style.HEAT[0], "stroke": "none", "class_": "band"}
    stretched(sheet, plot.y(0), [([*there, *reversed(back)], look)])


def _draw_level(sheet: Drawing, plot: _Plot, levels: Sequence[Level]) -> None:
    """The likely level, over the bars, with a halo of the paper."""
    points = [(_middle(plot, column), plot.y(level.middle)) for column, level in enumerate(levels)]
    halo = {"fill": "none", "stroke": style.PAPER, "stroke_width": 3.6}
    stretched(sheet, plot.y(0), [(points, halo), (points, {"fill": "none", "stroke": style.INK, "stroke_width": 1.6})])


def _middle(plot: _Plot, column: int) -> float:
    return 100 * (column + 0.5) / plot.columns


def _draw_week(
    sheet: Drawing, plot: _Plot, column: int, week: WeekTotals, pattern: str, is_last: bool, target: ET.Element | None
) -> None:
    """The count and the hatched estimate; with too few logged days the whole column is hatched."""
    bar = {"x": plot.x(column + (1 - BAR_WIDTH) / 2), "width": plot.across(BAR_WIDTH)}
    slot = {"x": plot.x(column + (1 - SLOT_WIDTH) / 2), "width": plot.across(SLOT_WIDTH), "y": plot.top}
    if target is not None:
        # The whole column can be tapped, not its bar alone.
        sheet.add("rect", target, height=plot.height + 2.6 * sheet.letters, fill="transparent", **slot)
    if week.rate_per_week is None:
        sheet.add("rect", target, height=plot.height, fill=pattern, class_="not-logged", **slot)
    if week.episodes:
        low, high = plot.y(0), plot.y(week.episodes)
        colour = style.ACCENT if is_last else style.SOFT
        sheet.add("rect", target, y=high, height=low - high, fill=colour, class_="counted", **bar)
    if week.estimated_unlogged and week.episodes:
        low, high = plot.y(week.episodes), plot.y(_top_of(week))
        look = {"fill": pattern, "stroke": style.LINE, "stroke_width": 0.6, "class_": "estimated"}
        sheet.add("rect", target, y=high, height=low - high, **bar, **look)


def _draw_numbers(sheet: Drawing, plot: _Plot, weeks: Sequence[WeekTotals]) -> None:
    """The count above each bar, and the days logged below it."""
    counts = [(column, str(week.episodes), _top_of(week)) for column, week in enumerate(weeks) if week.days_logged]
    digits = max((len(text) for _column, text, _top in counts), default=1)
    if kind := _kind(plot, "count", _label_width(digits, sheet.letters)):
        halo = {"stroke": style.PAPER, "stroke_width": 2.5, "paint_order": "stroke", "stroke_linejoin": "round"}
        for column, text, top in counts:
            over = {"x": plot.x(column + 0.5), "y": plot.y(top) - 3, "text_anchor": "middle", "class_": kind}
            sheet.text(text, fill=style.INK, **over, **halo)
    if kind := _kind(plot, "days", _label_width(1, sheet.letters)):
        below = {"y": plot.y(0) + 1.25 * sheet.letters, "text_anchor": "middle", "class_": kind}
        for column, week in enumerate(weeks):
            sheet.text(str(week.days_logged), x=plot.x(column + 0.5), fill=style.QUIET, **below)


def _draw_dates(sheet: Drawing, plot: _Plot, weeks: Sequence[WeekTotals], translate: Translate) -> None:
    """Label as many Mondays as fit; months instead for more than a year."""
    date_text = month_and_year if len(weeks) > WEEKS_A_YEAR else day_and_month
    dates = [date_text(week.first_day, translate) for week in weeks]
    label_width = _label_width(max((len(text) for text in dates), default=1), sheet.letters)
    # From wide to narrow, so that what a narrow screen shows is part of what a wide one does.
    every, steps = 1, list[tuple[str, float, int]]()
    for screen, column_width in reversed(plot.column_widths().items()):
        every = ceil(label_width / column_width / every) * every
        steps.insert(0, (screen, column_width, every))
    for column, text in enumerate(dates):
        after = plot.columns - column
        fits = (screen for screen, each, every in steps if column % every == 0 and after * each >= label_width)
        smallest = next(fits, None)
        if smallest is not None:
            at = {"x": plot.x(column + (1 - BAR_WIDTH) / 2), "y": plot.y(0) + 2.6 * sheet.letters}
            sheet.text(text, fill=style.QUIET, class_=f"date {smallest}".rstrip(), **at)


def _label_width(letters: int, size: float) -> float:
    """The width of a number of letters, with a gap to the next label."""
    return (letters * ADVANCE + 0.3) * size


def _kind(plot: _Plot, name: str, label_width: float) -> str:
    """The CSS class of labels that need this width per column; "" if no screen has it."""
    kinds = (f"{name} {screen}".rstrip() for screen, each in plot.column_widths().items() if each >= label_width)
    return next(kinds, "")
