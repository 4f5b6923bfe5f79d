"""Every look-up begins with the person: it stays quick among many, and the tables can be spread by person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import Model, UniqueConstraint
from django.test.utils import CaptureQueriesContext
from walk.pages import pages
from walk.rows import owned

FOUND_BY_A_SECRET = {"SharedLink.digest", "ApiToken.digest"}
"""Columns by which a stranger finds a row without saying whose it is; each needs a line in docs/deploy.md."""

OF_A_PERSON = re.compile(r"\((?:user_id=|rowid=|INTEGER PRIMARY KEY)|PRIMARY KEY \(rowid=")
SWEEPS = {
    "SCAN tracker_sharedlink",
    "SCAN tracker_importpreview",
    "SCAN tracker_upload",
    "USING ROWID SEARCH ON TABLE tracker_pendingbatch FOR IN-OPERATOR",
}
"""Clearing away links that have run out, and files that waited for an hour, reads all there are, and so does the room
that uploads leave (docs/deploy.md). A
row that an import has written names its import."""

THROUGH_A_ROW_OF_THEIRS = re.compile(r"tracker_dose .*\(medicine_id=\?\)")
"""The doses of one medicine, which was found by its person."""

BY_A_SECRET = re.compile("|".join(rf"\({name.partition('.')[2]}=\?\)" for name in FOUND_BY_A_SECRET))
READS_OR_CHANGES = ("SELECT", "UPDATE", "DELETE")


def led_by(model: type[Model]) -> Iterator[tuple[str, str]]:
    """Name and first column of each index and each unique constraint of a table."""
    for index in model._meta.indexes:
        yield index.name, index.fields[0]
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield constraint.name, constraint.fields[0]


def test_there_are_tables_to_look_at() -> None:
    assert {"Day", "Episode", "Exposure", "Medicine", "Reading", "WatchedSign"} <= {m.__name__ for m in owned()}


@pytest.mark.parametrize("model", owned(), ids=lambda model: model.__name__)
def test_every_index_of_a_persons_table_begins_with_the_person(model: type[Model]) -> None:
    assert [name for name, first in led_by(model) if first != "user"] == []
    unique = [field for field in model._meta.fields if field.unique and not field.primary_key]
    alone = [field.name for field in unique if field.name != "user"]
    assert [f"{model.__name__}.{name}" for name in alone if f"{model.__name__}.{name}" not in FOUND_BY_A_SECRET] == []


@pytest.mark.parametrize("model", owned(), ids=lambda model: model.__name__)
def test_what_a_row_hangs_on_belongs_to_the_same_person(model: type[Model]) -> None:
    """Such tables can be put on one machine together; a table that hangs on anything else could not."""
    others = {field.related_model for field in model._meta.fields if field.is_relation and field.name != "user"}
    assert others <= set(owned())


def plans(sql: str) -> list[str]:
    """How SQLite would find the rows, one line for each table."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return [row[3] for row in cursor.fetchall()]


def _is_led(line: str) -> bool:
    ways = (OF_A_PERSON, THROUGH_A_ROW_OF_THEIRS, BY_A_SECRET)
    return any(way.search(line) for way in ways) or line in SWEEPS


@pytest.mark.sqlite
@pytest.mark.django_db
def test_no_page_looks_through_the_rows_of_others(alice, alice_client, one_of_each) -> None:
    """SQLite uses every index; PostgreSQL would read a table as small as this from end to end."""
    one_of_each(alice)
    day = datetime.now(UTC).date() - timedelta(days=1)
    with CaptureQueriesContext(connection) as asked:
        seen = [path for path, _answer in pages(alice_client, alice, day)]
    assert len(seen) > 15
    tables = [model._meta.db_table for model in owned()]
    questions = {query["sql"] for query in asked if query["sql"].startswith(READS_OR_CHANGES)}
    found = [(line, sql) for sql in questions for line in plans(sql) if any(table in line for table in tables)]
    assert len(found) > 20
    assert [(line, sql) for line, sql in found if not _is_led(line)] == []


@pytest.mark.sqlite
def test_what_goes_on_is_found_without_looking_through_what_is_over(alice) -> None:
    assert "USING INDEX episode_user_going (user_id=?)" in alice.episodes.running().explain()
