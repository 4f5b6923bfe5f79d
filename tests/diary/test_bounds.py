"""A diary has room for a number of entries a day and of a kind in all; the limits are lowered here."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tracker import diary
from tracker.core.demo import believable
from tracker.core.formats import diary_json
from tracker.core.records import Dose, Episode, Medicine, Reading
from tracker.core.reference import limits
from tracker.diary import bounds, cache, deleted_entries, import_previews
from tracker.diary.codecs import HTML
from tracker.diary.imports import ImportBatch
from tracker.models import CachedResult, User
from tracker.views import deleting

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def low_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two entries a day, and two of each kind in all."""
    for table in ("A_DAY", "IN_ALL"):
        monkeypatch.setattr(bounds, table, {kind: (2, text) for kind, (_most, text) in getattr(bounds, table).items()})


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """A fixed time, which stands still."""
    with time_machine.travel(NOON, tick=False):
        yield


def episode(at: datetime = NOON) -> Episode:
    return Episode(uuid4(), at, "UTC", at.date())


def log_two(user: User) -> None:
    for _turn in range(2):
        diary.save_entry(user, episode())


def test_a_third_episode_of_a_day_is_refused_beside_the_date(alice: User, alice_client: Client) -> None:
    log_two(alice)
    path = reverse("tracker:episode-draft", args=[uuid4()])
    typed = {"version": "1", "date": "2026-11-20", "time": "08:15", "lasting": "unknown", "note": "what I typed"}
    page = alice_client.post(path, typed)
    assert page.context["form"].errors == {"date": ["20 November 2026 has room for 2 episodes, not for more."]}
    assert "what I typed" in page.content.decode()
    assert alice_client.post(path, typed | {"date": "2026-11-19"}).status_code == 302
    assert alice.episodes.count() == 3


def test_an_episode_cannot_be_moved_to_a_full_day(alice: User) -> None:
    log_two(alice)
    before = episode(NOON - timedelta(days=1))
    row = diary.save_entry(alice, before).row
    with pytest.raises(diary.TooManyError):
        diary.save_entry(alice, replace(before, onset=NOON, local_date=DAY), row.version)
    assert diary.save_entry(alice, replace(before, strength=3), row.version).outcome is diary.Outcome.CHANGED


def test_a_tap_on_a_full_day_is_refused_with_what_was_sent(alice: User, alice_client: Client) -> None:
    path, fields = reverse("tracker:episode-just-now"), {"client_id": str(uuid4()), "place": "chin:left"}
    assert alice_client.post(path, fields).status_code == 302
    diary.save_entry(alice, episode(timezone.now()))
    # The same tap once more is no third one.
    assert alice_client.post(path, fields).status_code == 302
    page = alice_client.post(path, fields | {"client_id": str(uuid4())})
    assert page.status_code == 409
    assert "has room for 2 episodes" in page.content.decode()
    assert 'name="place" value="chin:left"' in page.content.decode()
    assert alice.episodes.count() == 2


def test_taps_and_doses_of_a_day_are_bounded(alice: User) -> None:
    gum = alice.exposures.get(key="caffeine_mg")
    pill = diary.save_entry(alice, Medicine(uuid4(), "Iron", as_needed=True)).row
    records: list[tuple[Any, dict[str, Any]]] = [
        (Reading(uuid4(), "caffeine_mg", DAY, 80, at=NOON, zone="UTC", source="tap"), {"exposure": gum}),
        (Dose(uuid4(), pill.client_id, NOON, "UTC", DAY), {"medicine": pill}),
    ]
    for record, parent in records:
        for _turn in range(2):
            diary.add_once(alice, replace(record, id=uuid4()), **parent)
        with pytest.raises(diary.TooManyError, match="room for 2"):
            diary.add_once(alice, replace(record, id=uuid4()), **parent)


def test_a_third_of_a_kind_is_refused_beside_its_name(alice: User, alice_client: Client) -> None:
    for name in ("Iron", "Zinc"):
        diary.save_entry(alice, Medicine(uuid4(), name))
    page = alice_client.post(reverse("tracker:medicine-draft", args=[uuid4()]), {"version": "1", "name": "Tin"})
    assert page.context["form"].errors == {"name": ["A diary has room for 2 medicines, not for more."]}
    fields = {"version": "1", "kind": "yes_no"}
    for name in ("Gum", "Sun"):
        path = reverse("tracker:exposure-draft", args=[uuid4()])
        assert alice_client.post(path, fields | {"name": name}).status_code == 302
    page = alice_client.post(reverse("tracker:exposure-draft", args=[uuid4()]), fields | {"name": "Wind"})
    assert page.context["form"].errors == {"name": ["A diary has room for 2 things of your own, not for more."]}


def test_the_check_in_asks_for_a_number_of_things(
    alice: User, alice_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = alice.exposures.tracked().exclude(key__in=diary.ALWAYS_ASKED).count()
    monkeypatch.setattr("tracker.core.reference.limits.MAX_ASKED", asked)
    monkeypatch.setattr("tracker.forms.person.MAX_ASKED", asked)
    monkeypatch.setattr("tracker.views.check_in.MAX_ASKED", asked)
    path, fields = reverse("tracker:exposure-draft", args=[uuid4()]), {"version": "1", "kind": "yes_no", "name": "Gum"}
    page = alice_client.post(path, fields | {"tracked": "on"})
    assert list(page.context["form"].errors) == ["tracked"]
    assert alice_client.post(path, fields).status_code == 302
    optional = alice.exposures.exclude(key__in=diary.ALWAYS_ASKED).values_list("key", flat=True)
    page = alice_client.post(reverse("tracker:settings"), {"tracked_sent": "1", "tracked": list(optional)})
    assert "tracked" in page.context["tracked_form"].errors
    # A file may bring more; the form then asks for the first of them.
    alice.exposures.update(tracked=True)
    page = alice_client.get(reverse("tracker:check-in-day", args=[timezone.now().date()]))
    assert len(page.context["form"].value_fields()) == asked + len(diary.ALWAYS_ASKED)


@pytest.mark.parametrize("rows", [500, 0])
def test_a_file_cannot_fill_a_day_beyond_its_bound(
    rows: int, alice: User, alice_client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    """Neither at once nor in slices."""
    monkeypatch.setattr(sys.modules["tracker.diary.save"], "MIN_ENTRIES_TO_LOAD_ALL", rows)
    log_two(alice)
    value = replace(believable(DAY, 2, 1), readings=(), doses=(), episodes=(episode(),), last_day=DAY, first_day=DAY)
    value = replace(value, days=())
    with pytest.raises(diary.TooManyError, match="has room for 2 episodes"):
        diary.save(alice, value, timezone.now())
    (file := tmp_path / "diary.json").write_bytes(diary_json.write(value))
    with file.open("rb") as opened:
        page = alice_client.post(reverse("tracker:data"), {"file": opened})
    assert "has room for 2 episodes, not for more." in page.content.decode()
    with pytest.raises(CommandError, match="has room for 2 episodes"):
        call_command("import_diary", str(file), user="alice")
    assert alice.episodes.count() == 2


def test_the_import_of_another_app_is_bounded_too(alice: User) -> None:
    def batch(number: int) -> ImportBatch:
        one = Reading(
            UUID(int=number), "caffeine_mg", DAY - timedelta(days=number), 80, source="x", external_id=str(number)
        )
        return ImportBatch(uuid4(), "table", "a.csv", (one,))

    for number in (1, 2):
        diary.save_import(alice, batch(number), timezone.now())
    with pytest.raises(diary.TooManyError, match="room for 2 imports"):
        diary.save_import(alice, batch(3), timezone.now())
    assert alice.readings.count() == 2


def test_cached_results_are_bounded(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MAX_CACHED_RESULTS", 3)
    cache.store(alice, "outlives changes", "kept", HTML)
    for number in range(5):
        cache.cached(alice, f"part {number}", lambda: "text", HTML)
    names = CachedResult.objects.filter(user=alice).order_by("pk").values_list("name", flat=True)
    assert [name.split()[-1] for name in names] == ["changes", "2", "3", "4"]


def test_remembered_tables_are_bounded(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_previews, "MAX_TABLE_MAPPINGS", 2)
    for shape in ("a", "b", "c"):
        diary.save_table_mapping(alice, shape, {})
    assert sorted(alice.table_mappings.values_list("shape", flat=True)) == ["b", "c"]


def test_deleted_entries_are_bounded_by_count_and_age(
    alice: User, alice_client: Client, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deleted_entries, "MAX_DELETED_ENTRIES", 2)
    now = timezone.now()
    diary.keep_deleted(bob, DAY, "old", now - limits.DELETED_ENTRY_LIFE)
    log_two(alice)
    diary.save_entry(alice, episode(NOON - timedelta(days=1)))
    for row in alice.episodes.all():
        alice_client.post(reverse("tracker:episode-delete", args=[row.client_id]))
    assert alice.deleted_entries.count() == 2
    assert not bob.deleted_entries.exists()
    # The session holds an id, and no word of what was deleted.
    assert UUID(alice_client.session[deleting.UNDO])
    alice.deleted_entries.update(deleted_at=now - limits.DELETED_ENTRY_LIFE)
    alice_client.post(reverse("tracker:undo"))
    assert not alice.episodes.exists()
