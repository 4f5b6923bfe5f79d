"""Measure all rules on ten years of a diary, compared with reading the diary file.

python benchmarks/red_flags/ten_years.py

One diary is believable; the other has ten episodes every day, so that one run is open for all ten years and no rule
can skip old days. Times are CPU time.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from statistics import median
from time import process_time
from uuid import UUID

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tracker.core.demo import believable
from tracker.core.formats import diary_json
from tracker.core.records import Day, Diary, Episode, Person, Place, Side
from tracker.core.red_flags import check

TODAY, DAYS, GOAL_MS, TIMES = date(2026, 5, 31), 3_652, 50, 9
EPISODES_A_DAY = 10


def daily_episodes() -> Diary:
    """Return a diary with ten episodes on every day."""
    first = TODAY - timedelta(days=DAYS - 1)
    place = (Place("lower_eyelid", Side.LEFT),)
    episodes = tuple(
        Episode(
            UUID(int=EPISODES_A_DAY * n + number),
            datetime.combine(first + timedelta(days=n), time(8 + number), UTC),
            "UTC",
            first + timedelta(days=n),
            300,
            places=place,
            strength=4,
        )
        for n in range(DAYS)
        for number in range(EPISODES_A_DAY)
    )
    days = tuple(Day(UUID(int=10**9 + n), first + timedelta(days=n)) for n in range(DAYS))
    return Diary(Person(), first, TODAY, days, episodes)


def milliseconds(diary: Diary) -> list[float]:
    """CPU time of several rounds of all rules."""
    took = []
    for _ in range(TIMES):
        started = process_time()
        check(diary, TODAY)
        took.append((process_time() - started) * 1_000)
    return took


def read_ms(diary: Diary) -> float:
    """CPU time of reading the diary file."""
    file = diary_json.write(diary)
    started = process_time()
    diary_json.read(file)
    return (process_time() - started) * 1_000


def main() -> int:
    """Print one line for each diary. Returns 1 if the believable diary misses the goal."""
    middle = []
    for name, diary in (("believable", believable(TODAY, DAYS, 1)), ("all the time", daily_episodes())):
        took = milliseconds(diary)
        middle.append(median(took))
        share = 100 * middle[-1] / read_ms(diary)
        print(  # noqa: T201
            f"{name}, {len(diary.episodes)} episodes: {middle[-1]:.0f} ms in the middle, {min(took):.0f} at best, "
            f"{share:.1f} % of reading the file; the goal is {GOAL_MS}"
        )
    return middle[0] > GOAL_MS


if __name__ == "__main__":
    sys.exit(main())
