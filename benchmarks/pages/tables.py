"""The figures as Markdown tables, with the budgets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from benchmarks.pages.addresses import BUDGETS, MAX_GROWTH, Budget

if TYPE_CHECKING:
    from benchmarks.pages.__main__ import Row, Run

GROWS = ("tracker:export",)
"""Holds every entry, so it takes longer for more of them."""

SAVED_HEAD = (
    "page", "queries", "ms with 1 client: median", "slowest", "processor ms", "16 clients that save and look: median",
    "p95",
)  # fmt: skip
AGAIN_HEAD = (
    "page", "queries", "ms with 1 client: median, p95", "with 4", "with 16", "per second, 16",
    "first visit kB", "requests", "next visit kB",
)  # fmt: skip


def tables(runs: Sequence[Run]) -> Iterator[str]:
    """For each diary the pages right after a save, then asked for again; then the growth, then the server."""
    for run in runs:
        yield f"\n{run.years} years of diary, right after a save; budgets after the slash, missed ones **bold**:\n"
        yield from _rows(SAVED_HEAD, (_saved_cells(row) for row in run.rows if row.saved))
        yield f"\n{run.years} years of diary, asked for again, nothing changed:\n"
        yield from _rows(AGAIN_HEAD, (_again_cells(row) for row in run.rows if row.times))
    if len(runs) > 1:
        yield from _growth(runs[0], runs[-1])
    yield from _server(runs)


def _rows(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _line(head)
    yield _line(["---"] * len(head))
    yield from map(_line, rows)


def _saved_cells(row: Row) -> list[str]:
    budget = BUDGETS.get(row.name, Budget())
    return [
        row.name.removeprefix("tracker:"),
        "" if row.saved_queries is None else _held(row.saved_queries, budget.queries),
        _held(row.saved.median_ms, budget.saved_ms),
        _held(row.saved.worst_ms, None),
        _held(row.saved.cpu_ms, None),
        _held(row.saved.many_median_ms, None),
        _held(row.saved.many_p95_ms, None),
    ]


def _again_cells(row: Row) -> list[str]:
    budget = BUDGETS.get(row.name, Budget())
    one, four, sixteen = row.times
    return [
        row.name.removeprefix("tracker:"),
        str(row.queries),
        f"{_held(one.median_ms, budget.median_ms)}, {_held(one.p95_ms, None)}",
        f"{_held(four.median_ms, None)}, {_held(four.p95_ms, None)}",
        f"{_held(sixteen.median_ms, None)}, {_held(sixteen.p95_ms, budget.p95_ms)}",
        f"{sixteen.per_second:.0f}",
        _held(row.weight.cold_bytes / 1000, budget.cold_bytes and budget.cold_bytes / 1000),
        str(row.weight.cold_requests),
        f"{row.weight.warm_bytes / 1000:.1f}",
    ]


def _held(figure: float, budget: float | None) -> str:
    shown = f"{figure:.0f}" if figure >= 10 or isinstance(figure, int) else f"{figure:.1f}"
    if budget is None:
        return shown
    return f"{shown} / {budget:.0f}" if figure <= budget else f"**{shown}** / {budget:.0f}"


def _growth(short: Run, long: Run) -> Iterator[str]:
    yield f"\nTimes of {long.years} years by those of {short.years} years, one client:\n"
    head = ("page", f"right after a save, processor / {MAX_GROWTH}", "wall", "asked for again, wall")
    yield from _rows(head, (_ratios(one, other) for one, other in zip(short.rows, long.rows, strict=True)))


def _ratios(short: Row, long: Row) -> list[str]:
    saved = (
        [long.saved.cpu_ms / short.saved.cpu_ms, long.saved.median_ms / short.saved.median_ms] if short.saved else []
    )
    has_budget = BUDGETS.get(short.name, Budget()).saved_ms and short.name not in GROWS
    first = (
        f"**{saved[0]:.1f}**" if saved and has_budget and saved[0] > MAX_GROWTH else f"{saved[0]:.1f}" if saved else ""
    )
    again = f"{long.times[0].median_ms / short.times[0].median_ms:.1f}" if short.times else ""
    return [short.name.removeprefix("tracker:"), first, f"{saved[1]:.1f}" if saved else "", again]


def _server(runs: Sequence[Run]) -> Iterator[str]:
    yield "\n"
    start = ("seconds to the first answer / 1.0", *(f"{run.cold_start_s:.1f}" for run in runs))
    memory = (
        (f"PSS of a worker, {when}, MiB / 115", *(f"{run.memory_mib[when]:.0f}" for run in runs))
        for when in runs[0].memory_mib
    )
    yield from _rows(("server", *(f"{run.years} years" for run in runs)), (start, *memory))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
