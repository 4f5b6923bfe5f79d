"""Large files arrive in pieces: each once, in order, from their owner only, and never more than there is room for."""

from __future__ import annotations

import errno
import json
from collections import namedtuple
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from walk.exports import apple, asleep, zip_of
from walk.import_page import UPLOAD, text
from walk.jobs import run_jobs

from tracker.core.reference.limits import SENT_FILE_BYTES
from tracker.models import Job, Upload, User
from tracker.models.job import folder
from tracker.pages import jobs

pytestmark = pytest.mark.django_db(transaction=True)

BEGIN, FORGET = reverse("tracker:import-begin"), reverse("tracker:import-forget")
NIGHT = asleep("2026-03-01 23:00:00 +0100", "2026-03-02 06:30:00 +0100")
EXPORT = zip_of({"apple_health_export/export.xml": apple(NIGHT)})
TABLE = b"Date,Sugar\n2026-03-02,30\n"
ANNOUNCED = [["export.zip", len(EXPORT), 5]]

Disk = namedtuple("Disk", "total used free")


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs wait until the test runs them."""
    settings.DATA_DIR, settings.JOBS_IN_CHILD_PROCESSES = tmp_path, True
    monkeypatch.setattr(jobs, "start_runner", lambda: None)


def begin(client: Client, files: Sequence[Sequence[Any]] = ANNOUNCED, status: int = 200) -> dict[str, Any]:
    answer = client.post(BEGIN, json.dumps(files), content_type="application/octet-stream")
    assert answer.status_code == status
    return dict(answer.json())


def send(client: Client, pieces: str, begins_at: object, piece: bytes, status: int = 200) -> dict[str, Any]:
    answer = client.post(f"{pieces}?from={begins_at}", piece, content_type="application/octet-stream")
    assert answer.status_code == status
    return dict(answer.json())


def waiting_files() -> list[Path]:
    return [path for path in folder().iterdir() if path.suffix != ".lock"]


def test_files_in_pieces_are_read_as_one_and_go_when_they_are_read(alice: User, alice_client: Client) -> None:
    answer = begin(alice_client, [*ANNOUNCED, ["sugar.csv", len(TABLE), 6]])
    pieces, whole = answer["pieces"], EXPORT + TABLE
    for begins_at, ends_at in ((0, 100), (100, len(EXPORT)), (len(EXPORT), len(whole))):
        assert answer == {"pieces": pieces, "received": begins_at}
        answer = send(alice_client, pieces, begins_at, whole[begins_at:ends_at])
    assert {path.read_bytes() for path in waiting_files()} == {EXPORT, TABLE}
    assert {path.stat().st_mode & 0o777 for path in waiting_files()} == {0o600}
    assert "Refresh" in alice_client.get(answer["next"])
    assert not Upload.objects.exists()
    run_jobs()
    assert waiting_files() == []
    page = text(alice_client.get(answer["next"], follow=True).content)
    assert "An export from Apple Health" in page
    assert "export.zip, sugar.csv" in page


def test_what_has_arrived_is_not_sent_again(alice_client: Client) -> None:
    pieces = begin(alice_client)["pieces"]
    send(alice_client, pieces, 0, EXPORT[:70])
    # The answer was lost: the piece comes once more, and counts once.
    assert send(alice_client, pieces, 0, EXPORT[:70])["received"] == 70
    assert send(alice_client, pieces, 90, EXPORT[90:])["received"] == 70
    assert begin(alice_client) == {"pieces": pieces, "received": 70}
    page = text(alice_client.get(UPLOAD).content)
    assert "1 kB of 1 kB of “export.zip” have arrived." in page
    assert "next" in send(alice_client, pieces, 70, EXPORT[70:])


def test_other_files_take_the_place_of_those_before(alice_client: Client) -> None:
    send(alice_client, begin(alice_client)["pieces"], 0, EXPORT[:70])
    # A file that was changed since is another one.
    assert begin(alice_client, [["export.zip", len(EXPORT), 6]])["received"] == 0
    assert [path.read_bytes() for path in waiting_files()] == [b""]


def test_what_has_arrived_can_be_deleted(alice_client: Client) -> None:
    pieces = begin(alice_client)["pieces"]
    assert alice_client.post(FORGET)["Location"] == alice_client.post(FORGET)["Location"] == UPLOAD
    assert waiting_files() == []
    assert alice_client.post(f"{pieces}?from=0", b"a", content_type="application/octet-stream").status_code == 404


def test_nobody_else_adds_to_it_or_deletes_it(alice_client: Client, bob_client: Client) -> None:
    pieces = begin(alice_client)["pieces"]
    assert bob_client.post(f"{pieces}?from=0", b"a", content_type="application/octet-stream").status_code == 404
    bob_client.post(FORGET)
    assert begin(alice_client)["received"] == 0
    assert Upload.objects.count() == 1


def test_it_goes_with_the_account(alice: User, alice_client: Client) -> None:
    begin(alice_client)
    alice.delete()
    assert waiting_files() == []


@pytest.mark.parametrize(
    "files",
    [[], [["a"]], [["a", -1, 0]], [["a", 1.5, 0]], [["a", "1", 0]], [["a" * 256, 1, 0]], [["a", 1, 0]] * 51, {}],
)
def test_an_announcement_that_makes_no_sense_is_refused(files: Any, alice_client: Client) -> None:
    assert "refused" in begin(alice_client, files, status=400)
    assert not Upload.objects.exists()


def test_what_is_not_json_is_refused(alice_client: Client) -> None:
    assert alice_client.post(BEGIN, b"\xff", content_type="application/octet-stream").status_code == 400


@pytest.mark.parametrize("begins_at", ["", "-", "x", "1.5"])
def test_a_piece_of_nowhere_is_refused(begins_at: str, alice_client: Client) -> None:
    assert "refused" in send(alice_client, begin(alice_client)["pieces"], begins_at, b"a", status=400)


def test_a_piece_beyond_the_end_of_its_file_is_refused(alice_client: Client) -> None:
    pieces = begin(alice_client, [["a", 3, 0], ["b", 3, 0]])["pieces"]
    assert "refused" in send(alice_client, pieces, 0, b"aaab", status=400)
    assert send(alice_client, pieces, 0, b"aaa")["received"] == 3


def test_files_that_are_too_large_together_are_refused(alice_client: Client) -> None:
    half = SENT_FILE_BYTES // 2
    assert begin(alice_client, [["a", half, 0], ["b", half + 1, 0]], status=413)["refused"].startswith(
        "This is larger"
    )
    assert not Upload.objects.exists()


def test_uploads_leave_room_on_the_disk(
    alice_client: Client, bob_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.pages.uploads.shutil.disk_usage", lambda path: Disk(0, 0, 1_200_000_000))
    assert "not enough room" in begin(alice_client, [["a", 500_000_001, 0]], status=507)["refused"]
    begin(alice_client, [["a", 500_000_000, 0]])
    # What was announced counts before it has arrived.
    begin(bob_client, [["a", 250_000_001, 0]], status=507)
    begin(bob_client, [["a", 250_000_000, 0]])


def test_while_another_job_runs_the_file_waits(alice: User, alice_client: Client) -> None:
    now = timezone.now()
    other = Job.objects.create(user=alice, kind="analysis", key="", made_at=now, touched_at=now)
    pieces = begin(alice_client)["pieces"]
    assert "not finished yet" in send(alice_client, pieces, 0, EXPORT, status=409)["refused"]
    assert "not finished yet" in begin(alice_client, status=409)["refused"]
    other.delete()
    assert "next" in begin(alice_client)


def test_the_last_piece_twice_is_one_job(alice: User, alice_client: Client) -> None:
    pieces = begin(alice_client)["pieces"]
    upload = Upload.objects.get()
    there = send(alice_client, pieces, 0, EXPORT)["next"]
    job = jobs.enqueue(alice, "read export", f"{upload.client_id.hex} export.zip", upload.paths, upload.names)
    assert there == reverse("tracker:waiting", args=[job.client_id])
    assert alice.jobs.count() == 1


def test_a_piece_is_not_kept_after_its_answer(alice_client: Client) -> None:
    pieces = begin(alice_client)["pieces"]
    answer = alice_client.post(f"{pieces}?from=0", EXPORT[:70], content_type="application/octet-stream")
    # A request waits for the garbage collector, and its body with it.
    assert not hasattr(answer.wsgi_request, "_body")


def test_the_last_piece_again_goes_on_where_its_lost_answer_said(alice_client: Client, bob_client: Client) -> None:
    pieces = begin(alice_client)["pieces"]
    there = send(alice_client, pieces, 0, EXPORT)["next"]
    assert send(alice_client, pieces, 0, EXPORT)["next"] == there
    Job.objects.update(state=Job.State.DONE)
    assert send(alice_client, pieces, 0, EXPORT)["next"] == there
    assert bob_client.post(f"{pieces}?from=0", EXPORT, content_type="application/octet-stream").status_code == 404


def test_names_are_shown_as_a_form_would_name_them(alice_client: Client) -> None:
    begin(alice_client, [["a\u0000\u202eb\u200f.zip", 5, 0]])
    assert Upload.objects.get().names == ["ab.zip"]


def test_a_file_from_before_1970_is_taken(alice_client: Client) -> None:
    assert begin(alice_client, [["a", 5, -11_644_473_600_000]])["received"] == 0


def test_too_many_files_are_refused_in_words(alice_client: Client) -> None:
    assert begin(alice_client, [["a", 1, 0]] * 51, status=400)["refused"] == "Please choose 50 files at most."


def test_a_disk_that_is_full_now_is_told(alice_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    pieces = begin(alice_client)["pieces"]

    def fail(*_arguments: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tracker.views.uploads.append_piece", fail)
    assert "not enough room" in send(alice_client, pieces, 0, EXPORT, status=507)["refused"]
