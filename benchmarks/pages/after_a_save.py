"""What a person meets who keeps a diary: save an episode, then look at a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter

from benchmarks.pages.served import Served
from benchmarks.pages.visits import Visitor

TURNS_OF_EACH = 3
"""How often each of many clients saves and looks. More would fill the day with episodes nobody has."""


@dataclass(frozen=True)
class AfterSave:
    """Times of one page right after a save: wall and processor time with one client, and with many that save too."""

    median_ms: float
    worst_ms: float
    cpu_ms: float
    many_median_ms: float
    many_p95_ms: float


def after_a_save(server: Served, cookie: str, save: str, path: str, turns: int, clients: int) -> AfterSave:
    """Save and ask for `path`; only the asking is timed. An empty `path` times both: the save and where it leads."""
    visitor = Visitor(server.port, cookie)
    visitor.open_form(save)
    alone = [_once(visitor, save, path, server.cpu_ms) for _ in range(turns)]
    visitor.connection.close()
    with ThreadPoolExecutor(clients) as pool:
        asked = [pool.submit(_several, server.port, cookie, save, path) for _ in range(clients)]
        many = [ms for one in asked for ms in one.result()]
    walls, cpus = zip(*alone, strict=True)
    return AfterSave(median(walls), max(walls), median(cpus), median(many), quantiles(many, n=20)[-1])


def _once(visitor: Visitor, save: str, path: str, cpu_ms: Callable[[], float]) -> tuple[float, float]:
    """Wall and processor milliseconds of one visit."""
    if path:
        visitor.save(save)
    before, started = cpu_ms(), perf_counter()
    visitor.get(path or visitor.save(save))
    return (perf_counter() - started) * 1_000, cpu_ms() - before


def _several(port: int, cookie: str, save: str, path: str) -> Sequence[float]:
    visitor = Visitor(port, cookie)
    visitor.open_form(save)
    times = [_once(visitor, save, path, lambda: 0.0)[0] for _ in range(TURNS_OF_EACH)]
    visitor.connection.close()
    return times
