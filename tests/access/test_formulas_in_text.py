"""Formulas in every text field of every form: no table we write holds one, and what we write reads back the same."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from walk.payloads import FORMULA_HEADS
from walk.typing_text import Diary, Typist, rolled_back

from tracker.models import User

COMPUTED = re.compile(r"[\x00-\x20\u00a0\u200b\u2060\ufeff]*[=+\-@＝＋－＠]")
NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")
BODY = "1+zq9x"
TABLES = {"text/csv", "application/zip"}


def yesterday() -> date:
    return timezone.now().date() - timedelta(days=1)


def tables_in(answer: HttpResponse) -> Iterator[str]:
    """The text of each table in a file that was saved."""
    kind = answer["Content-Type"].partition(";")[0]
    if kind == "text/csv":
        yield answer.content.decode()
    elif kind == "application/zip":
        with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
            yield from (packed.read(name).decode("utf-8-sig") for name in packed.namelist() if name.endswith(".csv"))


def cells(table: str) -> list[str]:
    """Contents of all cells, with semicolons as separators too."""
    rows = csv.reader(io.StringIO(table, newline=""), strict=True)
    return [part.lstrip(" ") if n else part for row in rows for cell in row for n, part in enumerate(cell.split(";"))]


def is_live(cell: str) -> bool:
    """Whether a spreadsheet would compute it. A number is a number."""
    return bool(COMPUTED.match(cell)) and not NUMBER.fullmatch(cell)


@pytest.mark.parametrize("cell", ["=1", "\t=1", " -a", "＝1", "\ufeff@x", "+1+1"])
def test_detects_live_formulas(cell: str) -> None:
    assert is_live(cell)
    assert not is_live(f"'{cell}")


def read_back(n: int, paths: list[str], client: Client) -> Iterator[str]:
    """Import each file into a new account and yield the differences."""
    original = {path: client.get(path).getvalue() for path in paths if path.startswith("/data/")}
    for m, (path, content) in enumerate(original.items()):
        newcomer = Client()
        newcomer.force_login(User.objects.create_user(f"newcomer-{n}-{m}"))
        answer = newcomer.post("/data/", {"file": SimpleUploadedFile("diary", content)})
        if answer.status_code != 302:
            yield f"{path} is refused: {answer.context['problems'][:3]}"
        yield from (f"{path} → {other}" for other in original if newcomer.get(other).getvalue() != original[other])


def typists(is_long: bool) -> list[Typist]:
    """The head in each field, by round: long, every head in every field; short, one head after another."""
    if is_long:
        return [lambda one, turn, head=head: head + BODY for head in FORMULA_HEADS]
    return [lambda one, turn: FORMULA_HEADS[turn % len(FORMULA_HEADS)] + BODY]


def test_no_formula_is_live_in_any_table_and_all_reads_back(
    alice: User, alice_client: Client, one_of_each: Callable[[User], Any], is_long: bool
) -> None:
    one_of_each(alice)
    her, wrong, typed = Diary(alice, alice_client, yesterday()), set(), 0
    for n, typist in enumerate(typists(is_long)):
        with rolled_back():
            result = her.type_into_all_forms(typist)
            her.open_files(result, TABLES)
            for path, answer in result.files:
                found = [cell for table in tables_in(answer) for cell in cells(table)]
                typed += sum("zq9x" in cell for cell in found)
                wrong |= {f"{path}: {cell[:40]!r}" for cell in found if is_live(cell)}
            wrong |= set(read_back(n, her.files, alice_client))
    assert wrong == set()
    # Otherwise no table had a payload, and nothing was tested.
    assert typed > 20
