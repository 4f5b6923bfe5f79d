"""The diary out, in again and gone, through the page."""

import random
from datetime import UTC, date, datetime
from html import unescape
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from walk.passkeys import add_passkey

from tracker import diary
from tracker.core.demo import believable
from tracker.core.formats import diary_json, diary_tables
from tracker.core.formats.csv.archive import pack, unpack
from tracker.core.formats.csv.tables import FILES
from tracker.core.records import Diary, Exposure, Person, Summary
from tracker.models import Session

DATA, EXPORT, LEAVE = reverse("tracker:data"), reverse("tracker:export"), reverse("tracker:leave")
DEMO = believable(date(2026, 11, 20), 30, 1)
PASSWORD = "a long enough password"


def read_in(client, content, **more):
    file = SimpleUploadedFile("diary.json", content, "application/json")
    return client.post(DATA, {"file": file}, **more)


@pytest.fixture
def full(alice):
    """Alice with a month of diary."""
    diary.save(alice, DEMO, datetime(2026, 11, 21, tzinfo=UTC))
    return alice


def test_out_in_and_out_again_is_the_same_file(full, alice_client, bob_client):
    file = alice_client.get(EXPORT)
    assert file["Content-Disposition"] == 'attachment; filename="levator-diary-2026-11-21.json"'
    content = file.getvalue()
    assert read_in(bob_client, content)["Location"] == DATA
    assert bob_client.get(EXPORT).getvalue() == content


def test_what_was_logged_on_the_pages_comes_back_the_same_too(alice, alice_client, bob_client, one_of_each):
    one_of_each(alice)
    alice_client.post(
        reverse("tracker:episode-create"),
        {
            "client_id": uuid4(), "version": 1, "date": "2026-11-20", "time": "08:15", "lasting": "minutes",
            "minutes": "0.02", "places": ["chin:right", "nose_side:left"], "blamed_other": "wind, ‮rain",
            "relief_0_what": "A walk", "relief_0_helped": "no", "relief_0_min": "3", "sign_ringing": "sudden",
            "strength": "0", "note": "a\r\nb 🙂",
        },
    )  # fmt: skip
    file = alice_client.get(EXPORT).getvalue()
    read_in(bob_client, file)
    assert bob_client.get(EXPORT).getvalue() == file


def test_the_page_names_what_is_not_in_the_file(alice_client):
    page = alice_client.get(DATA).content.decode()
    assert "Not in the file: your name, password and passkeys, where you are logged in, the links you shared" in page


def test_only_a_person_with_a_passkey_is_offered_it_in_place_of_the_password(alice, alice_client):
    words = "Use my passkey instead of the password"
    wrong = {"password": "not the password"}
    assert words not in alice_client.get(DATA).content.decode()
    assert words not in alice_client.post(reverse("tracker:leave"), wrong).content.decode()
    add_passkey(alice)
    assert words in alice_client.get(DATA).content.decode()
    assert words in alice_client.post(reverse("tracker:leave"), wrong).content.decode()


@pytest.mark.parametrize("seed", range(3))
def test_what_is_streamed_is_the_diary_as_one_file(seed, bob, bob_client, one_of_each):
    diary.save(bob, believable(date(2026, 11, 20), 60, seed), datetime(2026, 11, 21, tzinfo=UTC))
    one_of_each(bob)
    whole = diary.load_all(bob)
    assert bob_client.get(EXPORT).getvalue() == diary_json.write(whole)
    assert bob_client.get(TABLES).getvalue() == diary_tables.write(whole)


def test_an_empty_diary_is_exported_and_imported(alice_client, bob_client):
    file = alice_client.get(EXPORT).getvalue()
    read_in(bob_client, file)
    assert bob_client.get(EXPORT).getvalue() == file


def test_reading_in_twice_adds_nothing(full, alice_client):
    before = alice_client.get(EXPORT).getvalue()
    page = read_in(alice_client, before, follow=True)
    assert "Imported: 0 new entries" in page.content.decode()
    assert alice_client.get(EXPORT).getvalue() == before


def test_an_account_in_use_keeps_its_settings_and_entries(full, alice_client, bob, bob_client, one_of_each):
    entries = one_of_each(bob)
    read_in(bob_client, alice_client.get(EXPORT).getvalue())
    bob.refresh_from_db()
    assert bob.time_zone == "UTC"
    assert bob.episodes.filter(client_id=entries.episode.client_id).exists()
    assert bob.episodes.count() == full.episodes.count() + 1


def test_a_file_that_tracks_little_leaves_the_taps_working(bob, bob_client):
    tea = Exposure(uuid4(), "own_tea", "Tea", "", Summary.SUM)
    little = diary_json.write(Diary(Person(), date(2026, 11, 20), date(2026, 11, 20), exposures=(tea,)))
    assert read_in(bob_client, little).status_code == 302
    assert bob_client.post(reverse("tracker:tap"), {"client_id": uuid4(), "item": "cola"}).status_code == 302
    assert bob.exposures.filter(key="own_tea").exists()


REFUSED = {
    b"": "The file is empty. Levator reads the file that",
    b"not json": "This is text, but not a diary. Levator reads the file that",
    b'{"format": "other"}': "This is not a Levator diary",
    b"[" * 100_000: "Line 1",
    b"\xff\xfe\x00": "This is text, but not a diary.",
    b"%PDF-1.7": "This is a PDF. Levator reads the file that",
}


@pytest.mark.parametrize(("content", "message"), REFUSED.items(), ids=[key[:12] for key in REFUSED])
def test_an_invalid_file_is_refused_and_changes_nothing(content, message, full, alice_client):
    before = alice_client.get(EXPORT).getvalue()
    page = read_in(alice_client, content)
    assert page.status_code == 200
    assert message in unescape(page.content.decode())
    assert alice_client.get(EXPORT).getvalue() == before


def test_a_refused_file_names_line_and_reason_and_changes_nothing(full, alice_client, bob_client):
    good = alice_client.get(EXPORT).getvalue()
    lines = good.split(b"\n")
    line = next(number for number, text in enumerate(lines, 1) if b'"strength"' in text)
    bad = good.replace(b'"strength": ', b'"strength": 1', 1)
    empty = bob_client.get(EXPORT).getvalue()
    page = unescape(read_in(bob_client, bad).content.decode())
    assert f"Line {line}: episodes.strength: must be a whole number from 0 to 10" in page
    assert "Nothing was read in; your diary is as it was." in page
    assert bob_client.get(EXPORT).getvalue() == empty


def test_an_entry_from_the_future_is_refused_with_its_line(alice_client, bob_client):
    future = diary_json.write(believable(date(2027, 3, 1), 3, 1))
    page = unescape(read_in(bob_client, future).content.decode())
    assert "Line " in page
    assert "future" in page or "still to come" in page


def watched(client, day):
    """A file with one value that a watch gave a name."""
    file = client.get(EXPORT).getvalue().decode()
    reading = f'{{"id": "{uuid4()}", "exposure": "sleep_h", "local_date": "{day}", "value": 7,'
    reading += ' "source": "watch", "external_id": "night-1"}'
    return file.replace('"readings": [\n', f'"readings": [\n{reading},\n').encode()


def test_a_value_from_outside_comes_in_once_from_two_files(alice, alice_client, bob, bob_client, one_of_each):
    one_of_each(alice)
    for _file in range(2):
        assert read_in(bob_client, watched(alice_client, "2026-11-20")).status_code == 302
    assert bob.readings.filter(source="watch").count() == 1


def test_no_file_is_asked_for(alice_client):
    assert "This field is required." in alice_client.post(DATA, {"file": ""}).content.decode()


def test_deleting_an_account_deletes_its_rows_only(full, alice_client, bob, bob_client, one_of_each):
    one_of_each(bob)
    before = bob_client.get(EXPORT).getvalue()
    page = alice_client.post(LEAVE, {"password": PASSWORD}, follow=True)
    assert "Your account and your diary are deleted." in page.content.decode()
    tables = {model.__name__: model.objects for model in apps.get_app_config("tracker").get_models()}
    assert {name: table.exclude(**owner(name, bob)).count() for name, table in tables.items()} == dict.fromkeys(
        tables, 0
    )
    assert bob_client.get(EXPORT).getvalue() == before


def owner(table, user):
    # Counted attempts are not the person's; no try at a password may be left of somebody who is gone.
    # A browser that logged out has a session of nobody, for the message that it shows.
    sessions = Session.objects.filter(user__in=[user]) | Session.objects.filter(user=None)
    known = {"User": {"pk": user.pk}, "LoginAttempt": {}, "CachedValue": {}, "Session": {"pk__in": sessions}}
    return known.get(table, {"user": user})


@pytest.mark.parametrize("password", ["", "wrong", "\x00", "x" * 10_000])
def test_leaving_needs_the_password(password, full, alice_client):
    before = alice_client.get(EXPORT).getvalue()
    page = alice_client.post(LEAVE, {"password": password})
    assert page.status_code == 200
    assert page.context["leave_form"].errors["password"]
    assert alice_client.get(EXPORT).getvalue() == before


def test_after_leaving_another_browser_is_logged_out(full, alice_client, client):
    client.force_login(full)
    alice_client.post(LEAVE, {"password": PASSWORD})
    assert client.get(DATA).status_code == 302


TABLES = reverse("tracker:export-tables")


def test_tables_go_out_and_in_again_as_the_same_diary(alice, alice_client, bob_client, full, one_of_each):
    one_of_each(alice)
    file = alice_client.get(TABLES)
    assert file["Content-Type"] == "application/zip"
    assert file["Content-Disposition"] == 'attachment; filename="levator-diary-2026-11-21.zip"'
    content = file.getvalue()
    assert read_in(bob_client, content).status_code == 302
    assert bob_client.get(TABLES).getvalue() == content
    assert bob_client.get(EXPORT).getvalue() == alice_client.get(EXPORT).getvalue()


def test_a_refused_table_names_file_and_line_and_changes_nothing(full, alice_client, bob_client):
    files = unpack(alice_client.get(TABLES).getvalue(), FILES)
    spoilt = files["episodes.csv"].replace(b",nose_side:left,", b",nose,", 1)
    before = bob_client.get(EXPORT).getvalue()
    page = unescape(read_in(bob_client, pack(files | {"episodes.csv": spoilt})).content.decode())
    line = spoilt[: spoilt.index(b",nose,")].count(b"\n") + 1
    assert f"episodes.csv: Line {line}: episodes.places: “nose” is not a place on the map" in " ".join(page.split())
    assert bob_client.get(EXPORT).getvalue() == before


def test_a_zip_of_anything_else_is_refused_without_a_line(alice_client):
    page = unescape(read_in(alice_client, pack({"photo.jpg": b"\xff\xd8"})).content.decode())
    assert "“photo.jpg” is not a table of a diary." in page


def test_spoilt_tables_never_break_the_page_nor_come_in_by_half(full, alice_client, bob, bob_client):
    files, chance = unpack(alice_client.get(TABLES).getvalue(), FILES), random.Random(3)
    before = bob_client.get(EXPORT).getvalue()
    for name in (*FILES, *FILES, *FILES):
        at = chance.randrange(len(files[name]))
        spoilt = pack(files | {name: files[name][:at] + b'"\xff,=' + files[name][at + 3 :]})
        assert read_in(bob_client, spoilt).status_code == 200
    assert bob_client.get(EXPORT).getvalue() == before
