"""Leader lines: from points of a drawing to labels in a column at its side, without two lines that cross."""

from __future__ import annotations

from collections.abc import Sequence

Point = tuple[float, float]


def label_heights(points: Sequence[Point], elbow: float, top: float, gap: float) -> tuple[float, ...]:
    """For each point the y of its label, near its own y, at least `gap` from any other and never above `top`.

    The lines run from the points to (`elbow`, y). Crossing lines swap their labels until none cross. That ends,
    because each swap makes the two lines shorter together.
    """
    order = sorted(range(len(points)), key=lambda at: (points[at][1], points[at][0]))
    heights = _apart([points[at][1] for at in order], top, gap)
    while pair := _crossing([points[at] for at in order], elbow, heights):
        first, second = pair
        order[first], order[second] = order[second], order[first]
    by_point = dict(zip(order, heights, strict=True))
    return tuple(by_point[at] for at in range(len(points)))


def crosses(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether two lines cut through each other."""
    (a, b), (c, d) = one, other
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _apart(wanted: Sequence[float], top: float, gap: float) -> list[float]:
    """Heights in the order of the wanted ones, moved as little as keeps them `gap` apart.

    Labels that would overlap form one group around the mean of what they want, as in isotonic regression.
    """
    groups: list[list[float]] = []
    for height in wanted:
        groups.append([height])
        while len(groups) > 1 and _first(groups[-2], gap) + len(groups[-2]) * gap > _first(groups[-1], gap):
            groups[-2:] = [groups[-2] + groups[-1]]
    heights = [_first(group, gap) + at * gap for group in groups for at in range(len(group))]
    return [max(height, top + at * gap) for at, height in enumerate(heights)]


def _first(group: Sequence[float], gap: float) -> float:
    return sum(group) / len(group) - (len(group) - 1) * gap / 2


def _crossing(points: Sequence[Point], elbow: float, heights: Sequence[float]) -> tuple[int, int] | None:
    lines = [(point, (elbow, height)) for point, height in zip(points, heights, strict=True)]
    pairs = ((one, other) for other in range(len(lines)) for one in range(other))
    return next((pair for pair in pairs if crosses(lines[pair[0]], lines[pair[1]])), None)


def _turn(a: Point, b: Point, c: Point) -> float:
    """Which way the path a, b, c turns; 0 for straight on."""
    return (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])
