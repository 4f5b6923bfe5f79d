"""Files of other apps, through the page: first the preview, then one batch that can be undone."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse
from walk.exports import QUANTITY, apple, asleep, record, zip_of
from walk.import_page import PREVIEW, UPLOAD, fields, text, upload
from walk.rows import rows_of

from tracker import diary
from tracker.core.reference import limits
from tracker.models import Reading, User

DATA = reverse("tracker:data")
NIGHT = asleep("2026-11-19 23:30:00 +0100", "2026-11-20 06:30:00 +0100")
PHONE = asleep("2026-11-19 22:30:00 +0100", "2026-11-20 07:00:00 +0100", "Asleep", "Phone")
WATER = record(QUANTITY + "DietaryWater", "2026-11-20 08:00:00 +0100", value=250, unit="mL", source="Bottle")
EXPORT = zip_of({"apple_health_export/export.xml": apple(NIGHT, PHONE, WATER)})
TABLE = b"Date,Sleep (h),Sugar\n2026-11-19,7,30\n2026-11-20,8,40\n"


@pytest.fixture(autouse=True)
def _in_berlin(berliner: User) -> None:
    """Everybody lives in Berlin."""


def test_preview_says_what_the_file_is_and_writes_nothing(alice: User, alice_client: Client) -> None:
    before = rows_of(alice)
    page = upload(alice_client, EXPORT)
    assert "An export from Apple Health." in page
    assert "Sleep" in page
    assert "1 new day" in page
    assert "Thu" not in page
    assert "Fri 20 Nov 2026: 23:30 to 06:30 asleep = 7 h. It counts for Friday, the day you woke up." in page
    assert "Import 2 values" in page
    assert {**rows_of(alice), "ImportPreview": []} == before


def test_import_is_written_listed_and_undone(alice: User, alice_client: Client) -> None:
    upload(alice_client, EXPORT)
    page = alice_client.post(PREVIEW, {**fields(alice_client), "import": "yes"}, follow=True)
    assert "Apple Health, 2 values" in text(page.content)
    values = alice.readings.values_list("exposure__key", "value").order_by("value")
    assert list(values) == [("sleep_h", 7.0), ("water_ml", 250.0)]
    undo = reverse("tracker:import-undo", args=[alice.imports.get().client_id])
    assert "Undone: 2 values were taken back." in text(alice_client.post(undo, follow=True).content)
    assert not alice.readings.exists()
    assert not alice.imports.exists()


def test_unticked_source_is_left_out(alice: User, alice_client: Client) -> None:
    upload(alice_client, EXPORT)
    form = fields(alice_client)
    form["sources"].remove("sleep_h|Watch|")
    assert "8.5 h" in text(alice_client.post(PREVIEW, {**form, "update": "yes"}).content)
    alice_client.post(PREVIEW, {**form, "import": "yes"})
    assert alice.readings.get(exposure__key="sleep_h").value == 8.5


def test_cancel_leaves_nothing(alice: User, alice_client: Client) -> None:
    before = rows_of(alice)
    upload(alice_client, EXPORT)
    assert alice_client.post(PREVIEW, {"cancel": "yes"})["Location"] == DATA
    assert rows_of(alice) == before


def test_import_pressed_twice_is_one(alice: User, alice_client: Client) -> None:
    upload(alice_client, EXPORT)
    form = {**fields(alice_client), "import": "yes"}
    alice_client.post(PREVIEW, form)
    assert alice_client.post(PREVIEW, form)["Location"] == UPLOAD
    assert alice.imports.count() == 1


def test_own_value_of_the_day_is_kept_unless_the_files_is_wanted(alice: User, alice_client: Client) -> None:
    sleep = alice.exposures.get(key="sleep_h")
    Reading.objects.create(user=alice, exposure=sleep, local_date="2026-11-20", value=6)
    page = upload(alice_client, EXPORT)
    assert "Yours and the file differ On 1 day." in page
    assert "Fri 20 Nov 2026, Sleep: yours is 6 h, the file says 7 h." in page
    form = {**fields(alice_client), "import": "yes"}
    alice_client.post(PREVIEW, {**form, "conflicts": "keep"})
    assert alice.readings.get(exposure=sleep).value == 6
    upload(alice_client, EXPORT)
    alice_client.post(PREVIEW, {**form, "conflicts": "take"})
    assert alice.readings.get(exposure=sleep).value == 7


def test_preview_is_only_for_its_owner(alice_client: Client, bob_client: Client) -> None:
    upload(alice_client, EXPORT)
    assert bob_client.get(PREVIEW)["Location"] == UPLOAD
    assert bob_client.post(PREVIEW, {"import": "yes"})["Location"] == UPLOAD


def test_preview_is_gone_after_an_hour(alice: User, alice_client: Client, clock) -> None:  # type: ignore[no-untyped-def]
    upload(alice_client, EXPORT)
    clock("2026-11-21T13:00:00Z")
    assert alice_client.post(PREVIEW, {"import": "yes"})["Location"] == UPLOAD
    assert not alice.readings.exists()
    alice_client.get(UPLOAD)
    assert rows_of(alice)["ImportPreview"] == []


def test_somebody_elses_import_cannot_be_undone(alice: User, alice_client: Client, bob_client: Client) -> None:
    upload(alice_client, EXPORT)
    alice_client.post(PREVIEW, {**fields(alice_client), "import": "yes"})
    undo = reverse("tracker:import-undo", args=[alice.imports.get().client_id])
    assert bob_client.post(undo).status_code == 404
    assert alice.readings.count() == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (EXPORT[:60], "cut off"),
        (b"<!DOCTYPE html><html><body>Log in</body></html>", "web page"),
        (b"", "The file is empty."),
        (b"just some words", "no export that Levator knows, and no table"),
        (zip_of({}), "There is no file in it."),
    ],
    # The zip holds the time at which it was made.
    ids=["cut zip", "web page", "empty", "words", "empty zip"],
)
def test_what_cannot_be_read_is_refused_in_words(
    content: bytes, reason: str, alice: User, alice_client: Client
) -> None:
    page = upload(alice_client, content)
    assert reason in page
    assert "your diary is as it was" in page
    assert rows_of(alice)["ImportPreview"] == []


def test_large_file_is_refused(alice_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.forms.imports.IMPORT_FILE_BYTES", 10)
    assert "These are more than" in upload(alice_client, EXPORT)
    assert limits.IMPORT_FILE_BYTES == 50_000_000


def test_column_of_a_table_is_changed_and_becomes_an_exposure(alice: User, alice_client: Client) -> None:
    assert "Sugar" in upload(alice_client, TABLE, "diary.csv")
    table = {"layout": "wide", "dates": "ymd", "decimal": ".", "column-0": "date", "column-1": "exposure sleep_h",
             "unit-1": "h", "column-2": "own number", "unit-2": ""}  # fmt: skip
    page = text(alice_client.post(PREVIEW, {**table, **fields(alice_client), "update": "yes"}).content)
    assert "Import 4 values" in page
    alice_client.post(PREVIEW, {**table, **fields(alice_client), "import": "yes"})
    sugar = alice.exposures.get(name="Sugar")
    assert list(alice.readings.filter(exposure=sugar).values_list("value", flat=True)) == [30.0, 40.0]
    assert "own_" not in sugar.key
    upload(alice_client, TABLE.replace(b"2026-11-19", b"2026-11-18"), "diary.csv")
    alice_client.post(PREVIEW, {**fields(alice_client), "import": "yes"})
    assert alice.readings.filter(exposure=sugar).count() == 3


def test_changed_column_is_shown_before_it_is_imported(alice: User, alice_client: Client) -> None:
    upload(alice_client, TABLE, "diary.csv")
    table = {"layout": "wide", "dates": "ymd", "decimal": ".", "column-0": "date", "column-1": "ignore", "unit-1": "",
             "column-2": "own number", "unit-2": ""}  # fmt: skip
    assert "Sugar" in text(alice_client.post(PREVIEW, {**table, "import": "yes"}).content)
    assert not alice.readings.exists()
    assert alice_client.post(PREVIEW, {**table, "import": "yes"})["Location"] == f"{DATA}#imports"
    assert alice.readings.count() == 2


def test_wrong_answer_about_a_column_imports_nothing(alice: User, alice_client: Client) -> None:
    upload(alice_client, TABLE, "diary.csv")
    page = text(alice_client.post(PREVIEW, {"layout": "sideways", "import": "yes"}).content)
    assert "sideways is not one of the available choices" in page
    assert not alice.readings.exists()


def test_column_of_yes_and_no_becomes_a_question_of_yes_or_no(alice: User, alice_client: Client) -> None:
    upload(alice_client, b"Date,Pill\n2026-11-19,yes\n2026-11-20,no\n", "diary.csv")
    alice_client.post(PREVIEW, {**fields(alice_client), "import": "yes"})
    assert alice.exposures.get(name="Pill").kind == "yes_no"
    assert sorted(alice.readings.values_list("value", flat=True)) == [0.0, 1.0]


def test_open_question_has_to_be_answered_first(alice: User, alice_client: Client) -> None:
    page = upload(alice_client, b"Date,Sleep (h)\n1/2/2026,7\n2/3/2026,8\n", "diary.csv")
    assert "Please answer the question about the table above first." in page
    assert "Import 2 values" not in page
    alice_client.post(PREVIEW, {"import": "yes"})
    assert not alice.readings.exists()
    table = {
        "layout": "wide",
        "dates": "dmy",
        "decimal": ".",
        "column-0": "date",
        "column-1": "exposure sleep_h",
        "unit-1": "h",
    }
    assert "Import 2 values" in text(alice_client.post(PREVIEW, {**table, "update": "yes"}).content)


def test_columns_of_a_long_table_are_changed_and_its_names_follow(alice: User, alice_client: Client) -> None:
    rows = b"Day,Thing,Much\n2026-11-18,Water,500\n2026-11-18,Stress,4\n2026-11-19,Water,700\n"
    upload(alice_client, rows, "long.csv")
    columns = {"column-0": "date", "column-1": "name", "column-2": "value"}
    page = alice_client.post(PREVIEW, {"layout": "long", "dates": "ymd", "decimal": ".", **columns, "update": "yes"})
    assert "Import 3 values" in text(page.content)
    # The names come after the columns, and each can be left out.
    names = {"column-3": "exposure water_ml", "unit-3": "mL", "column-4": "ignore", "unit-4": ""}
    table = {"layout": "long", "dates": "ymd", "decimal": ".", **columns, **names}
    assert "Import 2 values" in text(alice_client.post(PREVIEW, {**table, "update": "yes"}).content)
    alice_client.post(PREVIEW, {**table, "import": "yes"})
    assert sorted(alice.readings.values_list("exposure__key", "value")) == [("water_ml", 500.0), ("water_ml", 700.0)]


def test_list_of_attacks_becomes_episodes_when_the_person_says_so(alice: User, alice_client: Client) -> None:
    data = b"start_time,end_time,intensity\n2026-11-18 08:00:00,2026-11-18 08:10:00,7\n2026-11-19 23:00:00,,8\n"
    assert "Nothing in this file can be added as it is now." in upload(alice_client, data, "attacks.csv")
    table = {
        "layout": "episodes",
        "dates": "ymd",
        "decimal": ".",
        "column-0": "start",
        "column-1": "end",
        "column-2": "strength",
    }
    alice_client.post(PREVIEW, {**table, "update": "yes"})
    alice_client.post(PREVIEW, {**table, "import": "yes"})
    found = alice.episodes.order_by("onset").values_list("strength", "duration_s", "local_date")
    assert [(strength, seconds, str(day)) for strength, seconds, day in found] == [
        (7, 600, "2026-11-18"),
        (8, None, "2026-11-19"),
    ]
    diary.undo_import(alice, alice.imports.get().client_id)
    assert not alice.episodes.exists()


def test_large_file_is_read_by_a_job_and_then_waits(
    alice: User, alice_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.views.imports.LARGE_EXPORT_BYTES", 100)
    page = upload(alice_client, EXPORT)
    assert "An export from Apple Health." in page
    assert "export.zip" in page
    assert "Import 2 values" in page
    assert not alice.readings.exists()
    job = alice.jobs.get()
    assert (job.state, job.total > 0) == ("done", True)


def test_large_file_that_cannot_be_read_is_refused_in_words(
    alice: User, alice_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.views.imports.LARGE_EXPORT_BYTES", 100)
    assert "cut off" in upload(alice_client, EXPORT[:60] + bytes(200))
    assert rows_of(alice)["ImportPreview"] == []


def test_medicine_is_ticked_imported_and_undone(alice: User, alice_client: Client) -> None:
    at = "2026-11-20 08:00:00 +0100"
    one = {"displayText": "Magnesium", "start": at, "end": at, "dosage": 1, "units": "count", "status": "Taken"}
    page = upload(alice_client, json.dumps({"data": {"medications": [one, {**one, "displayText": "Iron"}]}}).encode())
    assert "2 new doses of medicines" in page
    assert "Magnesium Medicine: 1 dose" in page
    form = fields(alice_client)
    form["sources"].remove("dose|iron|")
    page = text(alice_client.post(PREVIEW, {**form, "import": "yes"}, follow=True).content)
    assert "Health Auto Export, 0 values and 1 dose" in page
    assert alice.doses.get().medicine.name == "Magnesium"
