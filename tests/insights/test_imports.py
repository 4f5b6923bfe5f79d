from __future__ import annotations

import io
import json
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime

from walk.exports import apple, asleep

from tracker import diary
from tracker.core.formats.imports import Options
from tracker.insights import imports
from tracker.models import User

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
TABLE = b"Date,Sleep (h),Sugar\n2026-03-02,7,30\n2026-03-03,8,40\n"


def read(user: User, data: bytes) -> imports.ReadFile:
    return imports.read_file(user, io.BytesIO(data), "file", NOW)


def test_what_waits_is_read_back_the_same(alice: User) -> None:
    for data in (TABLE, apple(asleep("2026-03-02 00:00:00 +0100", "2026-03-02 06:00:00 +0100"))):
        found = read(alice, data)
        assert imports.decode(imports.encode(found)) == found


def test_preview_of_the_version_before_moods_had_numbers_is_read(alice: User) -> None:
    found = read(alice, TABLE)
    content = json.loads(zlib.decompress(imports.encode(found)))
    assert content["collected"].pop("named_moods") == []
    assert imports.decode(zlib.compress(json.dumps(content).encode())) == found


def test_broken_preview_is_nothing() -> None:
    assert imports.decode(b"broken") is None


def test_preview_writes_nothing_and_counts_days(alice: User) -> None:
    found = imports.preview(alice, read(alice, TABLE), Options(), date(2026, 3, 10), take_theirs=False)
    (sleep,) = found.effects
    assert (sleep.exposure, sleep.found, sleep.new, sum(sleep.weeks)) == ("sleep_h", 2, 2, 2)
    assert (found.first, found.last) == (date(2026, 3, 2), date(2026, 3, 3))
    assert not alice.readings.exists()


def test_mapping_is_remembered_for_the_next_table_of_this_shape(alice: User) -> None:
    from msgspec import to_builtins

    from tracker.core.formats.imports.mapping import OWN_NUMBER, own_column

    first = read(alice, TABLE)
    assert first.table is not None
    assert first.mapping is not None
    changed = [own_column(one, OWN_NUMBER) if one.name == "Sugar" else one for one in first.mapping.shown]
    wanted = first.mapping.with_shown(changed)
    diary.save_table_mapping(alice, first.table.shape, to_builtins(wanted))
    second = read(alice, TABLE.replace(b"2026-03-03", b"2026-03-04"))
    assert second.mapping == wanted
    assert [one.name for one in second.collected.exposures] == ["Sugar"]


def test_mapping_of_another_header_is_not_used(alice: User) -> None:
    first = read(alice, TABLE)
    assert first.table is not None
    diary.save_table_mapping(alice, first.table.shape, {"nonsense": 1})
    assert read(alice, TABLE).mapping == first.mapping


def test_ids_are_the_same_each_time(alice: User) -> None:
    found = read(alice, TABLE)
    first, second = (imports.readings_of(found.collected, imports.choose(found.collected)) for _time in range(2))
    assert first == second
    assert replace(first[0], id=second[1].id) != second[1]
