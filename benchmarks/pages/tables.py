"""The figures as Markdown tables, with the budgets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from benchmarks.pages.addresses import BUDGETS, Budget

if TYPE_CHECKING:
    from benchmarks.pages.__main__ import Row, Run

HEAD = (
    "page", "queries", "ms with 1 client: median, p95", "with 4", "with 16", "per second, 16",
    "first visit kB", "requests", "next visit kB",
)  # fmt: skip


def tables(runs: Sequence[Run]) -> Iterator[str]:
    """One table per diary, then the growth of the pages, then the server."""
    for run in runs:
        yield f"\n{run.years} years of diary; budgets are after the slash, and those missed are **bold**:\n"
        yield _line(HEAD)
        yield _line(["---"] * len(HEAD))
        yield from (_line(_cells(row)) for row in run.rows)
    if len(runs) > 1:
        yield from _growth(runs[0], runs[-1])
    yield from _server(runs)


def _cells(row: Row) -> list[str]:
    budget = BUDGETS.get(row.name, Budget())
    one, four, sixteen = row.times
    return [
        row.name.removeprefix("tracker:"),
        _held(row.queries, budget.queries),
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
    yield _line(("page", "ratio"))
    yield _line(("---", "---"))
    for before, after in zip(short.rows, long.rows, strict=True):
        ratio = after.times[0].median_ms / before.times[0].median_ms
        yield _line((before.name.removeprefix("tracker:"), f"{ratio:.1f}"))


def _server(runs: Sequence[Run]) -> Iterator[str]:
    yield "\n"
    yield _line(("server", *(f"{run.years} years" for run in runs)))
    yield _line(["---"] * (len(runs) + 1))
    yield _line(("seconds to the first answer / 1.0", *(f"{run.cold_start_s:.1f}" for run in runs)))
    for when in runs[0].memory_mib:
        yield _line((f"PSS of a worker, {when}, MiB / 115", *(f"{run.memory_mib[when]:.0f}" for run in runs)))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
