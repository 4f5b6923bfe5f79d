"""Several files in one upload: one preview, one import; and a zip that was cut off."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from walk.exports import QUANTITY, apple, asleep, record, zip_of
from walk.import_page import PREVIEW, UPLOAD, fields, text, upload
from walk.noon import berliner, clock
from walk.rows import rows_of

from tracker.models import User

__all__ = ["berliner", "clock"]

pytestmark = pytest.mark.usefixtures("berliner")

NIGHT = asleep("2026-11-19 23:30:00 +0100", "2026-11-20 06:30:00 +0100")
PHONE = asleep("2026-11-19 22:30:00 +0100", "2026-11-20 07:00:00 +0100", "Asleep", "Phone")
WATER = record(QUANTITY + "DietaryWater", "2026-11-20 08:00:00 +0100", value=250, unit="mL", source="Bottle")
EXPORT = zip_of({"apple_health_export/export.xml": apple(NIGHT, PHONE, WATER)})


FITBIT = json.dumps(
    [
        {
            "logId": 1, "dateOfSleep": "2026-11-21", "startTime": "2026-11-20T23:00:00.000", "duration": 28_800_000,
            "endTime": "2026-11-21T07:00:00.000", "minutesAsleep": 420, "type": "stages",
        }
    ]
).encode()  # fmt: skip


@pytest.mark.parametrize("is_large", [False, True])
def test_several_files_are_one_preview_and_one_import(
    alice: User, alice_client: Client, monkeypatch: pytest.MonkeyPatch, is_large: bool
) -> None:
    if is_large:
        monkeypatch.setattr("tracker.views.imports.LARGE_EXPORT_BYTES", 10)
    files = [SimpleUploadedFile("export.zip", EXPORT), SimpleUploadedFile("sleep.json", FITBIT)]
    alice_client.post(UPLOAD, {"file": files})
    page = text(alice_client.get(PREVIEW).content)
    assert "An export from Apple Health and Fitbit." in page
    assert "export.zip, sleep.json" in page
    page = text(alice_client.post(PREVIEW, {**fields(alice_client), "import": "yes"}, follow=True).content)
    assert "Apple Health, Fitbit, 3 values" in page
    nights = alice.readings.filter(exposure__key="sleep_h").order_by("local_date").values_list("value", "source")
    assert list(nights) == [(7.0, "apple_health"), (7.0, "fitbit")]
    alice_client.post(UPLOAD, {"file": SimpleUploadedFile("sleep.json", FITBIT)})
    assert "All of it is here already." in text(alice_client.get(PREVIEW).content)


def test_files_that_are_too_large_together_are_refused(alice_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.forms.imports.IMPORT_FILE_BYTES", len(EXPORT) + 1)
    files = [SimpleUploadedFile("export.zip", EXPORT), SimpleUploadedFile("sleep.json", FITBIT)]
    assert "The person who runs Levator" in text(alice_client.post(UPLOAD, {"file": files}).content)


def test_zip_that_was_cut_off_is_shown_with_its_gap(alice: User, alice_client: Client) -> None:
    before = rows_of(alice)
    whole = zip_of({"a/export.xml": apple(NIGHT, PHONE, WATER), "a/more.bin": bytes(range(256)) * 8})
    page = upload(alice_client, whole[: whole.index(b"a/more.bin") + 40])
    assert "The zip was cut off. 1 file in it is whole. “more.bin” ends early. What came after it is missing." in page
    assert {**rows_of(alice), "ImportPreview": []} == before
    alice_client.post(PREVIEW, {**fields(alice_client), "import": "yes"})
    assert alice.readings.count() == 2
