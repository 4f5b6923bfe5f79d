"""Links are made once, open while they last, and leave nothing behind when they are shut."""

from __future__ import annotations

import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection, connections

from tracker import diary
from tracker.diary.sharing import MAX_LINKS, MAX_TIMES
from tracker.models import SharedLink, User
from tracker.models.shared_link import MAX_WRONG_CODES

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SHOWN = {"title": "Summary"}
TIMES = 10


def draft(**said: Any) -> SharedLink:
    """A link as a form makes it, not saved."""
    usual = {"client_id": uuid4(), "digest": uuid4().hex, "frozen": SHOWN, "sections": ["course"], "made_at": NOW}
    usual |= {"first_day": NOW.date(), "last_day": NOW.date()}
    usual |= {"made_on": NOW.date(), "ends_on": NOW.date(), "ends_at": NOW + timedelta(hours=12)}
    return SharedLink(**(usual | said))


def found(digest: str, now: datetime = NOW) -> SharedLink:
    link = diary.find_link(digest, now)
    assert link is not None
    return link


def test_the_same_form_again_finds_the_link_it_made(alice: User) -> None:
    client_id = uuid4()
    first = diary.add_link(alice, draft(client_id=client_id))
    again = diary.add_link(alice, draft(client_id=client_id, frozen={"title": "Later"}))
    assert (again.pk, again.frozen, alice.shared_links.count()) == (first.pk, SHOWN, 1)


def test_sending_the_form_again_does_not_recreate_a_withdrawn_link(alice: User) -> None:
    link = draft(digest="d")
    diary.add_link(alice, link)
    diary.withdraw_link(alice, link.client_id, NOW)
    diary.add_link(alice, draft(client_id=link.client_id, digest="d"))
    assert diary.find_link("d", NOW) is None


def test_number_of_open_links_is_limited(alice: User, bob: User) -> None:
    links = [diary.add_link(alice, draft()) for _ in range(MAX_LINKS)]
    with pytest.raises(diary.TooManyLinksError):
        diary.add_link(alice, draft())
    diary.add_link(bob, draft())
    diary.withdraw_link(alice, links[0].client_id, NOW)
    diary.add_link(alice, draft())
    assert alice.shared_links.alive(NOW).count() == MAX_LINKS


def test_wrong_ended_and_withdrawn_links_take_the_same_query(alice: User, django_assert_num_queries: Any) -> None:
    diary.add_link(alice, draft(digest="ended", ends_at=NOW))
    diary.add_link(alice, draft(digest="shut", wrong_codes=MAX_WRONG_CODES))
    diary.withdraw_link(alice, diary.add_link(alice, draft(digest="withdrawn")).client_id, NOW)
    statements = set()
    for digest in ("ended", "shut", "withdrawn", "never was"):
        with django_assert_num_queries(1) as asked:
            assert diary.find_link(digest, NOW) is None
        statements.add(asked[0]["sql"].replace(f"'{digest}'", "?"))
    assert len(statements) == 1


def test_an_opening_is_counted_and_its_time_kept(alice: User) -> None:
    diary.add_link(alice, draft(digest="d"))
    assert diary.open_link(found("d"), NOW) == SHOWN
    later = NOW + timedelta(minutes=5)
    assert diary.open_link(found("d"), later) == SHOWN
    link = alice.shared_links.get()
    assert (link.opened, link.opened_at) == (2, [NOW.isoformat(), later.isoformat()])


def test_all_openings_are_counted_and_the_last_times_kept(alice: User) -> None:
    diary.add_link(alice, draft(digest="d"))
    times = [NOW + timedelta(seconds=n) for n in range(MAX_TIMES + 3)]
    for at in times:
        diary.open_link(found("d"), at)
    link = alice.shared_links.get()
    assert (link.opened, link.opened_at) == (MAX_TIMES + 3, [at.isoformat() for at in times[3:]])


def test_a_link_withdrawn_since_it_was_found_shows_nothing(alice: User) -> None:
    diary.add_link(alice, draft(digest="d"))
    link = found("d")
    diary.withdraw_link(alice, link.client_id, NOW)
    assert diary.open_link(link, NOW) is None
    assert alice.shared_links.get().opened == 0


def test_withdrawing_deletes_the_snapshot_and_the_secrets(alice: User) -> None:
    link = diary.add_link(alice, draft(code=make_password("123456")))
    assert diary.withdraw_link(alice, link.client_id, NOW) is True
    assert diary.withdraw_link(alice, link.client_id, NOW + timedelta(days=1)) is False
    link.refresh_from_db()
    assert (link.frozen, link.digest, link.code, link.withdrawn_at) == (None, None, "", NOW)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite keeps its tables in files of ours")
def test_ended_and_withdrawn_links_leave_no_text_in_the_database_file(alice: User) -> None:
    marks = ["a-warm-stone-behind-the-first", "a-cold-stone-behind-the-second"]
    first = diary.add_link(alice, draft(frozen={"says": marks[0]}))
    diary.add_link(alice, draft(frozen={"says": marks[1]}))
    assert all(mark in on_disk() for mark in marks)
    diary.withdraw_link(alice, first.client_id, NOW)
    assert [mark in on_disk() for mark in marks] == [False, True]
    diary.delete_ended_links(NOW + timedelta(hours=12))
    assert not any(mark in on_disk() for mark in marks)


def on_disk() -> str:
    """Both files of the database, read by another process: closing them here would drop SQLite's locks on them."""
    file = Path(connection.settings_dict["NAME"])
    names = [name for name in (file, file.with_name(f"{file.name}-wal")) if name.exists()]
    return subprocess.run(["cat", *names], capture_output=True, check=True).stdout.decode("latin-1")


def test_nobody_withdraws_anothers_link(alice: User, bob: User) -> None:
    link = diary.add_link(alice, draft(digest="d"))
    assert diary.withdraw_link(bob, link.client_id, NOW) is False
    assert found("d").pk == link.pk


def test_snapshots_of_ended_links_are_deleted_and_open_ones_stay(alice: User, bob: User) -> None:
    diary.add_link(alice, draft(ends_at=NOW + timedelta(hours=1)))
    diary.add_link(bob, draft(wrong_codes=MAX_WRONG_CODES))
    kept = diary.add_link(bob, draft(ends_at=NOW + timedelta(days=1)))
    diary.delete_ended_links(NOW + timedelta(hours=1))
    assert [link.pk for link in SharedLink.objects.filter(frozen__isnull=False)] == [kept.pk]
    assert [link.pk for link in SharedLink.objects.filter(digest__isnull=False)] == [kept.pk]


def test_only_a_wrong_code_costs_an_attempt(alice: User) -> None:
    link = diary.add_link(alice, draft(code=make_password("123456")))
    for _ in range(MAX_WRONG_CODES + 5):
        assert diary.check_code(link, "123456", NOW)
    assert not diary.check_code(link, "123457", NOW)
    assert alice.shared_links.get().wrong_codes == 1


def test_after_ten_wrong_codes_the_right_one_is_refused(alice: User) -> None:
    link = diary.add_link(alice, draft(digest="d", code=make_password("123456")))
    assert [diary.check_code(link, "000000", NOW) for _ in range(MAX_WRONG_CODES)] == [False] * MAX_WRONG_CODES
    assert not diary.check_code(link, "123456", NOW)
    assert diary.find_link("d", NOW) is None


@pytest.mark.django_db(transaction=True)
def test_parallel_codes_cannot_exceed_the_limit(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    link = diary.add_link(alice, draft(code=make_password("123456")))
    compared: list[str] = []

    def compare(code: str, _hash: str) -> bool:
        compared.append(code)
        return False

    monkeypatch.setattr("tracker.diary.sharing.check_password", compare)
    together = Barrier(TIMES * 2)

    def guess(number: int) -> bool:
        together.wait()
        try:
            return diary.check_code(link, f"{number:06}", NOW)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(TIMES * 2) as pool:
        assert not any(pool.map(guess, range(TIMES * 2)))
    assert len(compared) == MAX_WRONG_CODES
