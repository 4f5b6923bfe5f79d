"""The steps of the calendar charts: which counts share a shade, and their legend."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import ceil

from matplotlib.figure import Figure

from tracker.core.charts.sheet import Panel
from tracker.core.charts.words import NOT_LOGGED
from tracker.core.reference.words import Translate

Step = int | None
"""0 for a logged day without an episode, 1 to 4 for increasing counts, None for a day not logged."""

LEVELS = 4
SWATCH_PT, SLOT_PT, EDGE_PT = 12.0, 42.0, 6.0


def step_ranges(counts: Iterable[int | None]) -> tuple[tuple[int, int], ...]:
    """Lowest and highest count of each step, zero first; at most four even steps above it."""
    highest = max((count for count in counts if count is not None), default=0)
    tops = [ceil(highest * level / LEVELS) for level in range(1, LEVELS + 1)] if highest > LEVELS else []
    tops = tops or list(range(1, highest + 1))
    return ((0, 0), *((low + 1, top) for low, top in zip([0, *tops], tops, strict=False)))


def step_of(count: int | None, ranges: tuple[tuple[int, int], ...]) -> Step:
    """The step of a day's count."""
    return None if count is None else next(step for step, (_low, high) in enumerate(ranges) if count <= high)


def draw_key(
    figure: Figure,
    top: float,
    ranges: tuple[tuple[int, int], ...],
    swatch: Callable[[Panel, Step], None],
    translate: Translate,
) -> None:
    """A swatch with label for each step, and one for a day not logged."""
    labels = [str(low) if low == high else f"{low}–{high}" for low, high in ranges]
    steps: list[Step] = [*range(len(ranges)), None]
    for place, (step, label) in enumerate(zip(steps, [*labels, translate(NOT_LOGGED)], strict=True)):
        left = EDGE_PT + place * SLOT_PT
        panel = Panel(figure, left, top, SWATCH_PT, SWATCH_PT, (0, 1), (1, 0))
        swatch(panel, step)
        panel.text(1, 1, label, 4, 3, ha="left")
