"""What another account waits for its taps during the largest that is allowed: python -m benchmarks.neighbours [DAYS]

Starts a server of its own on a new folder, or on DATABASE_URL (docs/how_we_test.md shows how to get a temporary
PostgreSQL). DAYS make the diary smaller than the largest file. Prints for each way the taps of the other account:
their number, errors, median and maximum. Wanted: no error, a median under 100 ms, none of 2 s.
"""

from __future__ import annotations

import statistics
import sys
import threading
import time
from collections.abc import Callable, Sequence
from http.client import HTTPException
from uuid import uuid4

from benchmarks.visitor import DAYS, EXPOSURES, PASSWORD, Served, Visitor, diary_of, say, served, verdict

PAUSE_S, LOOK_S = 0.3, 5
QUIET_S, LONG_S = 10, 30
TABS, CROWD = 10, 12_000
PAGES = ("/", "/journal/", "/week/", "/patterns/", "/triggers/", "/doctor/")

PERSON = "from tracker.models import User; user = User.objects.filter(is_active=True).order_by('-pk').first()"
CROWDED = f"""
{PERSON}
from datetime import timedelta
from django.utils import timezone
from tracker.models import Episode
now = timezone.now()
Episode.objects.bulk_create([
    Episode(user=user, onset=now - timedelta(milliseconds=n), zone="UTC", local_date=now.date(), places=["chin:left"])
    for n in range({CROWD})
], batch_size=500)
"""


def tap_until(tapper: Visitor, token: str, is_over: Callable[[], bool]) -> tuple[list[float], list[str]]:
    """Log episodes until something else is over. Returns the times in ms, and what went wrong."""
    times, errors = [], []
    while True:
        fields = f"csrfmiddlewaretoken={token}&client_id={uuid4()}&place=nose_side:left"
        began = time.monotonic()
        try:
            status = str(tapper.ask("POST", "/episode/just-now/", fields.encode())[0])
        except (OSError, HTTPException) as error:
            status = type(error).__name__
        times.append(1000 * (time.monotonic() - began))
        if status != "302":
            errors.append(status)
        if is_over():
            return times, errors
        time.sleep(PAUSE_S)


def beside(served_by: Served, name: str, work: Callable[[], None]) -> None:
    """Tap while this work runs, and print what the taps met."""
    tapper = Visitor(served_by.port)
    tapper.sign_up()
    token = tapper.token("/settings/")
    worker = threading.Thread(target=work)
    began = time.monotonic()
    worker.start()
    times, errors = tap_until(tapper, token, lambda: not worker.is_alive())
    worker.join()
    took = time.monotonic() - began
    is_held = not errors and statistics.median(times) < 100 and max(times) < 2000
    say(
        f"{name}: {len(times)} taps in {took:.0f} s, {len(errors)} errors {errors[:3]}, "
        f"median {statistics.median(times):.0f} ms, longest {max(times):.0f} ms: {verdict(is_held)}"
    )


def wait_for_jobs(served_by: Served) -> None:
    """Wait until nothing waits or runs."""
    ask = "from tracker.models import Job; print(Job.objects.active().count())"
    while served_by.shell(ask) != "0":
        time.sleep(LOOK_S)


def open_pages(visitor: Visitor, paths: Sequence[str], until: float) -> None:
    """Open these pages again and again, each in a tab of its own."""

    def keep_opening(path: str) -> None:
        while time.monotonic() < until:
            try:
                visitor.ask("GET", path)
            except (OSError, HTTPException):
                time.sleep(PAUSE_S)

    tabs = [threading.Thread(target=keep_opening, args=(path,)) for path in paths]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()


def delete(served_by: Served, visitor: Visitor) -> None:
    """Delete an account, and wait until nothing of it is left."""
    visitor.send("/data/", "/data/leave/", password=PASSWORD)
    left = "from tracker.models import User; print(User.objects.filter(is_active=False).count())"
    while served_by.shell(left) != "0":
        time.sleep(LOOK_S)


def main() -> None:
    """One way after the other."""
    days = int(sys.argv[1]) if len(sys.argv) > 1 else DAYS
    with served() as it:
        beside(it, "nothing else", lambda: time.sleep(QUIET_S))
        large = Visitor(it.port)
        large.sign_up()
        content = diary_of(days, EXPOSURES)

        def read_in() -> None:
            large.read_in(content)
            wait_for_jobs(it)

        beside(it, f"an import of {len(content) // 1_000_000} MB, {days * EXPOSURES} values", read_in)
        kept = it.shell("from tracker.models import Reading; print(Reading.objects.count())")
        say(f"  {kept} values were read in")
        beside(it, "the deletion of that diary", lambda: delete(it, large))
        demo = Visitor(it.port)
        demo.send("/", "/demo/")
        tabs = ["/triggers/"] * TABS
        beside(it, f"{TABS} tabs on Triggers", lambda: open_pages(demo, tabs, time.monotonic() + LONG_S))
        crowded = Visitor(it.port)
        crowded.sign_up()
        it.shell(CROWDED)
        name = f"pages of a day with {CROWD} episodes"
        beside(it, name, lambda: open_pages(crowded, PAGES, time.monotonic() + LONG_S))


if __name__ == "__main__":
    main()
