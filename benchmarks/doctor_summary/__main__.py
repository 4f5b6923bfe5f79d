"""Time and size of the doctor's summary: `python -m benchmarks.doctor_summary`.

Process time on one thread, so that a busy machine changes little. The peer is what the page would cost at least: the
same words set by the same program without measuring anything, drawing anything or tagging anything.
"""

from __future__ import annotations

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import json  # noqa: E402  The line above must come before numpy.
from collections.abc import Callable  # noqa: E402
from dataclasses import replace  # noqa: E402
from datetime import date, timedelta  # noqa: E402
from statistics import median  # noqa: E402
from time import process_time  # noqa: E402

import typst  # noqa: E402

from tracker.core.analysis.triggers.grid import align, day_table  # noqa: E402
from tracker.core.analysis.triggers.schedule import latest_analysis  # noqa: E402
from tracker.core.demo import believable  # noqa: E402
from tracker.core.reports import SummaryContext, build_summary, to_csv, to_json, to_pdf, to_snapshot  # noqa: E402
from tracker.core.reports.sections.signs_to_watch import signs_to_watch  # noqa: E402

LAST = date(2026, 5, 31)
TODAY = LAST + timedelta(days=1)
ROUNDS = 9
HEAD = (
    "| days | verdicts, once, ms | summary ms | PDF ms | plain PDF ms | ratio | JSON ms | CSV ms | PDF bytes |"
    " annex ms | annex bytes |"
)
PLAIN = b'#let data = json("data.json")\n#for each in data.sections [#repr(each)]\n'


def main() -> None:
    """Print one table: milliseconds (median of nine, warm) and bytes per length of diary."""
    print(HEAD)  # noqa: T201
    print("|---|---|---|---|---|---|---|---|---|---|---|")  # noqa: T201
    for days in (180, 3_652):
        print(measured(days))  # noqa: T201


def measured(days: int) -> str:
    """One row of the table."""
    diary = believable(LAST, days, 1)
    started = process_time()
    verdict = latest_analysis(align(day_table(diary)))
    first_time = 1_000 * (process_time() - started)
    context = SummaryContext(flags=signs_to_watch(diary, TODAY), whole=diary, verdict=verdict)
    summary = build_summary(diary, TODAY, context=context)
    document = json.dumps(to_snapshot(replace(summary, entries=None), [one.key for one in summary.sections])).encode()
    pdf, plain = ms(lambda: to_pdf(summary)), ms(lambda: set_plainly(document))
    cells = (
        days, round(first_time), f"{ms(lambda: build_summary(diary, TODAY, context=context)):.0f}",
        f"{pdf:.0f}", f"{plain:.0f}",
        f"{pdf / plain:.1f}", f"{ms(lambda: to_json(summary)):.1f}", f"{ms(lambda: to_csv(summary)):.1f}",
        len(to_pdf(summary)), f"{ms(lambda: to_pdf(summary, annex=True)) - pdf:.0f}",
        len(to_pdf(summary, annex=True)) - len(to_pdf(summary)),
    )  # fmt: skip
    return "| " + " | ".join(map(str, cells)) + " |"


def set_plainly(document: bytes) -> bytes:
    """A plain Typst document with the same data, for comparison."""
    made: bytes = typst.compile({"main.typ": PLAIN, "data.json": document}, format="pdf")  # type: ignore[call-overload]
    return made


def ms(work: Callable[[], object]) -> float:
    """The median of nine, after two to warm up."""
    times = []
    for _round in range(ROUNDS + 2):
        started = process_time()
        work()
        times.append(1_000 * (process_time() - started))
    return median(times[2:])


if __name__ == "__main__":
    main()
