"""A stranger's three questions: the first two lines of a page answer them as the demo was made.

Short sleep and yesterday's stress bring twitches, coffee does not, and nothing makes them more over the weeks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from tracker import diary
from tracker.core.demo import YEAR, believable
from tracker.core.records import Diary
from tracker.models import User

TODAY = date(2026, 5, 31)
NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 18, tzinfo=UTC)
PAGES = ("/patterns/", "/triggers/", "/doctor/")

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Person:
    """One invented person: the diary, and the lines of the three pages."""

    diary: Diary
    lines: dict[str, list[str]]

    def count(self, days: int, before: int = 0) -> tuple[int, int]:
        """Episodes and logged days in `days` days, the last of which is `before` days ago."""
        last = TODAY - timedelta(days=before)
        part = self.diary.between(last - timedelta(days=days - 1), last)
        return len(part.episodes), len(part.logged_dates())


class Lines(HTMLParser):
    """The text of `main` by headings, paragraphs and lists, without its title, navigation, buttons and drawings."""

    LINE = frozenset({"h2", "p", "dl", "li"})
    VOID = frozenset({"input", "br", "img"})
    LEFT_OUT = frozenset({"h1", "nav", "form", "svg", "details", "hidden", "button"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._open: list[str] = []
        self.feed(page.split('<main id="main"')[1].split("</main>")[0].partition(">")[2])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.VOID:
            return
        look = dict(attrs)
        is_button = "btn" in str(look.get("class"))
        self._open.append("hidden" if "hidden" in look else "button" if is_button else tag)
        if tag in self.LINE:
            self.lines.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content, as in a drawing."""

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self.LINE.intersection(self._open) and self.LEFT_OUT.isdisjoint(self._open):
            self.lines[-1] = f"{self.lines[-1]} {' '.join(data.split())}".strip()


@pytest.fixture(scope="module", params=[1, 2, 3])
def person(django_db_setup: None, django_db_blocker: Any, request: pytest.FixtureRequest) -> Person:
    """Three persons who were not chosen for it. A year of analyses takes some seconds, so once for each."""
    life = believable(TODAY, YEAR, request.param)
    with django_db_blocker.unblock(), transaction.atomic(), time_machine.travel(NOW, tick=False):
        user = User.objects.create_user(username="stranger")
        diary.save(user, life, NOW)
        client = Client()
        client.force_login(user)
        lines = {page: Lines(client.get(page).content.decode()).lines for page in PAGES}
        transaction.set_rollback(True)
    return Person(life, {page: [line for line in found if line] for page, found in lines.items()})


def test_what_sets_it_off(person: Person) -> None:
    first, second = person.lines["/triggers/"][:2]
    assert "short sleep" in first.lower()
    assert "stress" in first.lower()
    assert not {"coffee", "caffeine"}.intersection(first.lower().replace(".", "").split())
    _episodes, noted = person.count(YEAR)
    assert second == f"From {noted} days you noted. A link is not yet a cause."


def test_is_it_getting_worse(person: Person) -> None:
    first, second = person.lines["/patterns/"][:2]
    (now, days_now), (before, days_before) = person.count(7), person.count(7, before=7)
    rises = now / days_now - before / days_before
    assert first in {
        "About the same as the week before.",
        "More than the week before." if rises > 0 else "Fewer than the week before.",
    }
    assert second in {"No clear change over 12 weeks.", "Fewer than 12 weeks ago."}


def test_what_to_tell_the_doctor(person: Person) -> None:
    first, second = person.lines["/doctor/"][:2]
    assert first == "3 Mar to 31 May 2026"
    episodes, noted = person.count(90)
    assert second.startswith(f"Days logged {noted} of 90 Episodes {episodes} on ")
    assert "Typical strength" in second
    habits = next(line for line in person.lines["/doctor/"] if "goes with more twitches" in line)
    assert "Short sleep goes with more twitches." in habits
    assert "Stress goes with more twitches a day later." in habits
    assert "Caffeine goes" not in habits
