"""Leader lines from points of a drawing to labels in a column, without crossings."""

from __future__ import annotations

from collections.abc import Sequence

Point = tuple[float, float]


def label_heights(points: Sequence[Point], elbow: float, top: float, gap: float) -> tuple[float, ...]:
    """The y of each point's label: close to the point, at least `gap` apart and never above `top`.

    Lines run from the points to (`elbow`, y). Crossing lines swap labels until none cross; this terminates, because
    every swap shortens the total length.
    """
    order = sorted(range(len(points)), key=lambda at: (points[at][1], points[at][0]))
    heights = _apart([points[at][1] for at in order], top, gap)
    while pair := _crossing([points[at] for at in order], elbow, heights):
        first, second = pair
        order[first], order[second] = order[second], order[first]
    by_point = dict(zip(order, heights, strict=True))
    return tuple(by_point[at] for at in range(len(points)))


def crosses(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether two segments intersect."""
    (a, b), (c, d) = one, other
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _apart(wanted: Sequence[float], top: float, gap: float) -> list[float]:
    """Heights `gap` apart with the smallest displacement, in the order of `wanted`.

    Overlapping labels are pooled around the mean of their wanted heights, as in isotonic regression.
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
    """Orientation of the path a, b, c (cross product); 0 if collinear."""
    return (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])
