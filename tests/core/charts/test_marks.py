from math import isnan

from matplotlib.colors import to_hex
from matplotlib.lines import Line2D

from tracker.core.charts import style
from tracker.core.charts.marks import HEADROOM, counts_panel, draw_count, draw_not_logged
from tracker.core.charts.sheet import sheet


def test_number_over_the_highest_bar_fits(drawn):
    panel = counts_panel(sheet(288, 150), 100, 7, 4, "Episodes")
    draw_count(panel, 0, 4, "4", 0.7, style.SMALL_PT, "bar")
    (bar,) = drawn(panel.figure, "bar")
    top = bar.get_data_transform().transform((0, bar.get_height()))[1]
    assert 150 - panel.top - top >= style.SMALL_PT
    assert to_hex(bar.get_facecolor()) == style.ACCENT


def test_a_bar_ends_at_the_faint_line_of_its_count(drawn):
    panel = counts_panel(sheet(288, 150), 100, 7, 4, "Episodes")
    (grid,) = [line for line in panel.figure.findobj(Line2D) if to_hex(line.get_color()) == style.GRID]
    draw_count(panel, 2, 3, "3", 0.7, style.SMALL_PT, "bar")
    (bar,) = drawn(panel.figure, "bar")
    top = bar.get_data_transform().transform((0, bar.get_height()))[1]
    heights = {value: grid.get_transform().transform((0, value))[1] for value in grid.get_ydata() if not isnan(value)}
    assert set(heights) == {0, 1, 2, 3, 4}
    assert top == heights[3]


def test_a_day_not_logged_is_hatched_up_to_the_highest_mark(drawn):
    panel = counts_panel(sheet(288, 150), 100, 7, 4, "Episodes")
    draw_not_logged(panel, 3, "gap")
    (field,) = drawn(panel.figure, "gap")
    assert field.get_hatch()
    assert field.get_height() == panel.values[1] / HEADROOM == 4
