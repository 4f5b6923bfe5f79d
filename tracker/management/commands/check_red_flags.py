"""`manage.py check_red_flags`: apply the rules to diary files or to an account, without a browser."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext

from tracker.core.formats import FileRefusedError, diary_file
from tracker.core.records import Diary, Person, local_day
from tracker.core.red_flags import RedFlag, Settings, advice, in_words, sources
from tracker.core.reference.limits import DIARY_FILE_BYTES
from tracker.core.reports.sections.signs_to_watch import signs_to_watch
from tracker.insights import red_flags
from tracker.management.account import REFUSED, WRONG_USE, account
from tracker.management.arguments import iso_date


class Command(BaseCommand):
    """One line for each file, or a few in words. Exit code 1 when a file was refused, 2 on wrong use."""

    help = "Say which rules match in diary files, or in the diary of an account. Changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which diaries, which day, which output."""
        parser.add_argument("files", nargs="*", metavar="FILE", help="a file that export_diary or the page wrote")
        parser.add_argument("--user", metavar="NAME", help="the diary of this account")
        parser.add_argument(
            "--today", type=iso_date, metavar="D", help="the day on which to look (today, where it is kept)"
        )
        parser.add_argument("--json", action="store_true", help="one JSON object for each diary, on a line of its own")

    def handle(self, *args: Any, files: list[str], user: str | None, today: date | None, **options: Any) -> None:
        """Print the flags of every diary that can be read, then name those that cannot."""
        if not files and not user:
            raise CommandError("Name a diary file, or an account with --user.", returncode=WRONG_USE)
        lines = _as_json if options["json"] else _as_text
        if user:
            owner = account(user)
            self._print(lines, ("user", user), owner.person(), today, partial(red_flags, owner))
        refused = []
        for file in files:
            try:
                value = _read(file)
                rules = partial(signs_to_watch, value, settings=Settings(pattern_flags=settings.PATTERN_FLAGS))
                self._print(lines, ("file", file), value.person, today, rules)
            except CommandError as problem:
                refused.append(str(problem))
        if refused:
            raise CommandError("\n".join(refused), returncode=REFUSED)

    def _print(
        self,
        lines: Any,
        source: tuple[str, str],
        person: Person,
        today: date | None,
        rules: Callable[[date], tuple[RedFlag, ...]],
    ) -> None:
        day = today or local_day(timezone.now(), person.time_zone, person.day_starts_at)
        for line in lines(dict([source]) | {"today": day.isoformat()}, rules(day), person):
            self.stdout.write(line)


def _read(file: str) -> Diary:
    """The diary in the file. Raises CommandError with every problem, its file and its line."""
    try:
        with Path(file).open("rb") as opened:
            return diary_file.read(opened.read(DIARY_FILE_BYTES + 1), gettext)
    except OSError as problem:
        raise CommandError(f"{file} cannot be read: {problem.strerror}") from None
    except FileRefusedError as refused:
        reasons = [": ".join((", ".join(filter(None, (file, one.where))), one.reason)) for one in refused.problems]
        raise CommandError("\n".join([f"{file} was refused.", *reasons])) from None


def _as_json(source: dict[str, Any], flags: tuple[RedFlag, ...], person: Person) -> Iterator[str]:
    yield json.dumps({**source, "flags": [_flag(flag, person) for flag in flags]}, ensure_ascii=False)


def _flag(flag: RedFlag, person: Person) -> dict[str, Any]:
    return {
        "rule": flag.rule,
        "version": flag.version,
        "level": flag.level,
        "within_hours": flag.within_hours,
        "facts": flag.facts,
        "text": in_words(flag, person.country, gettext, person.own_number),
        "source": sources(flag, gettext),
    }


def _as_text(source: dict[str, Any], flags: tuple[RedFlag, ...], person: Person) -> Iterator[str]:
    yield ", ".join(source.values()) + ":" + ("" if flags else " no rule matches.")
    for flag in flags:
        says = in_words(flag, person.country, gettext, person.own_number)
        yield f"  {flag.rule} ({flag.level}): {says} {advice(flag, person.country, gettext)}".rstrip()
        yield f"    {sources(flag, gettext)}"
