"""`manage.py import_data`: read a file of another app into an account, without a browser."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tracker import diary
from tracker.core.formats import FileRefusedError
from tracker.core.formats.imports import Collected, Options
from tracker.core.formats.imports.mapping import Mapping
from tracker.core.formats.imports.moods import MAX_ASKED_MOODS, mood_names
from tracker.core.formats.imports.package import Limits
from tracker.core.formats.validation.violations import printable
from tracker.insights import import_words as words
from tracker.insights import imported_moods, imports
from tracker.insights.imports import ReadFile
from tracker.management.account import REFUSED, account, today_of
from tracker.management.arguments import mood_number
from tracker.management.progress import progress_line
from tracker.models import User


class Command(BaseCommand):
    """Imports a file or nothing. Exit code 1 when the file was refused, 2 on wrong use."""

    help = (
        "Read files, zips or folders of other apps, or tables, into the diary of an account, as one import. "
        "Prints the preview first; --preview stops there."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file, whose diary, what of it."""
        parser.add_argument(
            "files", metavar="FILE", nargs="+", help="an export of another app, a table (CSV, XLSX), or a folder"
        )
        parser.add_argument("--user", required=True, metavar="NAME", help="whose diary")
        parser.add_argument("--preview", action="store_true", help="print what would be imported, and write nothing")
        parser.add_argument("--map", metavar="MAPPING.json", help="what the columns of a table are (--print-map)")
        parser.add_argument("--print-map", action="store_true", help="print the mapping of a table as JSON, and stop")
        parser.add_argument(
            "--take-theirs", action="store_true", help="where yours and the file differ: take the file's"
        )
        parser.add_argument("--naps", action="store_true", help="add naps to the night of their date")
        parser.add_argument("--odd", action="store_true", help="add values that look odd, too")
        parser.add_argument(
            "--without", action="append", default=[], metavar="SOURCE", help="leave out a source by its key"
        )
        parser.add_argument(
            "--with", action="append", default=[], metavar="SOURCE", help="add a source that is preset off"
        )
        parser.add_argument(
            "--mood", action="append", default=[], type=mood_number, metavar="NAME=NUMBER", dest="moods",
            help="the number of a mood with a name of one's own, 1 (worst) to 5 (best), remembered for the next file",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the file, print the preview and import it."""
        user, now = account(options["user"]), timezone.now()
        paths = [Path(one) for one in options["files"]]
        names = ", ".join(path.name for path in paths)
        read = self._read(user, paths, options["map"])
        if options["print_map"]:
            self.stdout.write(json.dumps(msgspec.to_builtins(read.mapping), indent=1, ensure_ascii=False))
            return
        ticks = Options(
            off=frozenset(options["without"]),
            on=frozenset(options["with"]),
            with_naps=options["naps"],
            with_odd=options["odd"],
        )
        take_theirs, chosen = options["take_theirs"], dict(options["moods"])
        numbers = {**imported_moods.remembered_numbers(user), **chosen}
        for line in _mood_lines(read.collected, numbers, chosen):
            self.stdout.write(line)
        read = imported_moods.with_mood_numbers(read, numbers)
        found = imports.preview(user, read, ticks, today_of(user), take_theirs=take_theirs)
        exposures = {row.key: row.record() for row in user.exposures.all()}
        for line in words.summary_lines(found, read.collected, words.exposure_words(exposures, read.collected)):
            self.stdout.write(line)
        if read.mapping and read.mapping.questions:
            asked = ", ".join(read.mapping.questions)
            raise CommandError(
                f"Open: {asked}. Write the mapping with --print-map, answer it, and give it with --map.",
                returncode=REFUSED,
            )
        if options["preview"]:
            return
        batch = imports.batch_of(user, read, ticks, uuid4(), names)
        try:
            row, plan = diary.save_import(user, batch, now, imports.take_of(batch, take_theirs=take_theirs))
        except diary.TooManyError as refused:
            raise CommandError(f"Nothing was added. {refused}", returncode=REFUSED) from None
        imported_moods.remember_numbers(user, chosen)
        self.stdout.write(
            f"{names}: {len(plan.added)} added, {len(plan.updated)} updated, {plan.unchanged} unchanged, "
            f"{row.kept} kept as yours, {plan.deleted} deleted before, {row.episodes} episodes, {row.doses} doses."
        )

    def _read(self, user: User, paths: list[Path], map_file: str | None) -> ReadFile:
        """Read the files. Raises CommandError with the reason and the line."""
        try:
            mapping = msgspec.json.decode(Path(map_file).read_bytes(), type=Mapping) if map_file else None
            with ExitStack() as lines:
                notes: list[Callable[[int], None]] = []

                def began(size: int) -> None:
                    notes.append(lines.enter_context(progress_line(self.stderr, size, "bytes")))

                limits = Limits(progress=lambda size: notes[0](size) if notes else None)
                sources = [(path, path.name) for path in paths]
                return imports.read_files(user, sources, timezone.now(), limits, mapping, began)
        except OSError as problem:
            raise CommandError(f"{problem.filename} cannot be read: {problem.strerror}", returncode=REFUSED) from None
        except msgspec.MsgspecError as problem:
            raise CommandError(f"{map_file} is no mapping: {problem}", returncode=REFUSED) from None
        except FileRefusedError as refused:
            reasons = "\n".join(": ".join(filter(None, (one.where, one.reason))) for one in refused.problems)
            raise CommandError(
                f"{', '.join(path.name for path in paths)} was refused and nothing was added.\n{reasons}",
                returncode=REFUSED,
            ) from None


def _mood_lines(collected: Collected, numbers: dict[str, int], chosen: dict[str, int]) -> Iterator[str]:
    """The moods that have no number in the file, with the numbers that they get; and those of `--mood` it has not."""
    found = mood_names(collected)
    for one in found[:MAX_ASKED_MOODS]:
        days = "1 day" if one.days == 1 else f"{one.days} days"
        yield f"Mood: “{printable(one.name)}”, {days}: {numbers.get(one.key, 'no number (--mood)')}"
    if more := len(found[MAX_ASKED_MOODS:]):
        yield f"Mood: {more} more names."
    for key in sorted(chosen.keys() - {one.key for one in found}):
        yield f"Mood: “{printable(key)}” is not in the file, or has a number there."
