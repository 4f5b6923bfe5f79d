"""How long all rules take on ten years of a diary, beside reading that diary from its file.

python benchmarks/red_flags/ten_years.py

A believable diary, and one whose twitch comes ten times a day, every day: its run is open for all ten years, so that
no rule may leave the old days out. Times are of computing, so that a busy machine does not count.
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
BOUTS_A_DAY = 10


def all_the_time() -> Diary:
    """Ten bouts on every day of the ten years."""
    first = TODAY - timedelta(days=DAYS - 1)
    place = (Place("lower_eyelid", Side.LEFT),)
    episodes = tuple(
        Episode(
            UUID(int=BOUTS_A_DAY * n + bout),
            datetime.combine(first + timedelta(days=n), time(8 + bout), UTC),
            "UTC",
            first + timedelta(days=n),
            300,
            places=place,
            strength=4,
        )
        for n in range(DAYS)
        for bout in range(BOUTS_A_DAY)
    )
    days = tuple(Day(UUID(int=10**9 + n), first + timedelta(days=n)) for n in range(DAYS))
    return Diary(Person(), first, TODAY, days, episodes)


def milliseconds(diary: Diary) -> list[float]:
    """How long each of several rounds computed."""
    took = []
    for _ in range(TIMES):
        started = process_time()
        check(diary, TODAY)
        took.append((process_time() - started) * 1_000)
    return took


def read_ms(diary: Diary) -> float:
    """How long reading the same diary from its file computed."""
    file = diary_json.write(diary)
    started = process_time()
    diary_json.read(file)
    return (process_time() - started) * 1_000


def main() -> int:
    """One line for each diary; 1 where the believable one misses the goal."""
    middle = []
    for name, diary in (("believable", believable(TODAY, DAYS, 1)), ("all the time", all_the_time())):
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
