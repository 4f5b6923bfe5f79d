"""How long all rules take on ten years of a believable diary: `python benchmarks/red_flags/ten_years.py`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tracker.demo import believable
from tracker.red_flags import check

TODAY, DAYS, GOAL_MS, TIMES = date(2026, 5, 31), 3_652, 50, 9


def milliseconds() -> list[float]:
    """How long each of several rounds took."""
    diary, took = believable(TODAY, DAYS, 1), []
    for _ in range(TIMES):
        started = perf_counter()
        check(diary, TODAY)
        took.append((perf_counter() - started) * 1_000)
    return took


if __name__ == "__main__":
    took = milliseconds()
    print(f"{median(took):.0f} ms in the middle, {min(took):.0f} at best; the goal is {GOAL_MS}")  # noqa: T201
    sys.exit(median(took) > GOAL_MS)
