"""Long work leaves the threads that others wait for: one place a person, a page that waits, and an end in any case."""

from __future__ import annotations

import json
import os
import re
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from walk.jobs import run_jobs

from tracker import diary, insights
from tracker.core.demo import believable
from tracker.core.formats import diary_json, diary_tables
from tracker.management.commands.run_jobs import delete_old, place
from tracker.models import Episode, Job, PendingBatch, User
from tracker.models.job import folder
from tracker.pages import jobs
from tracker.pages.jobs import ABANDONED_AFTER, enqueue

pytestmark = pytest.mark.django_db(transaction=True)

DATA, TRIGGERS = reverse("tracker:data"), reverse("tracker:triggers")
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def later(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs wait until the test runs them, in child processes as in life."""
    settings.JOBS_IN_CHILD_PROCESSES = True
    monkeypatch.setattr(jobs, "start_runner", lambda: None)


@pytest.fixture
def content() -> bytes:
    """A diary file that is long enough for a job."""
    return diary_json.write(believable(TODAY, 400, 1)).ljust(1_000_001)


def send(client: Client, content: bytes, **fields: str) -> str:
    answer = client.post(DATA, {"file": SimpleUploadedFile("diary.json", content), **fields})
    assert answer.status_code == 302
    return answer["Location"]


def test_a_large_file_is_imported_while_a_page_waits(
    later: None, content: bytes, alice: User, alice_client: Client
) -> None:
    path = send(alice_client, content)
    page = alice_client.get(path)
    assert (page.status_code, page["Refresh"]) == (200, "2")
    assert not alice.episodes.exists()
    (waiting,) = [file for file in folder().iterdir() if file.suffix != ".lock"]
    assert waiting.stat().st_mode & 0o777 == 0o600
    run_jobs()
    assert not waiting.exists()
    done = alice_client.get(path, follow=True)
    assert "Imported: " in done.content.decode()
    alice.refresh_from_db()
    assert diary_json.write(diary.load_all(alice)).rstrip() == content.rstrip()


def test_the_page_that_waits_shows_how_far_it_is(later: None, content: bytes, alice_client: Client) -> None:
    path = send(alice_client, content)
    Job.objects.update(state=Job.State.RUNNING, written=50, total=200)
    page = alice_client.get(path).content.decode()
    assert 'max="100" value="25"' in page
    assert "50 of 200 entries" in page


def test_the_same_file_again_is_the_same_job_and_another_waits_its_turn(
    later: None, content: bytes, alice: User, alice_client: Client
) -> None:
    path = send(alice_client, content)
    assert send(alice_client, content) == path
    assert send(alice_client, content + b" ") == path
    assert "Your file was not imported" in alice_client.get(path).content.decode()
    assert len(list(folder().iterdir())) == alice.jobs.count() == 1


def test_a_refused_file_is_explained(later: None, content: bytes, alice: User, alice_client: Client) -> None:
    path = send(alice_client, content.replace(b'"strength": ', b'"strength": 1', 1))
    run_jobs()
    page = alice_client.get(path).content.decode()
    assert "episodes.strength: must be a whole number from 0 to 10" in page
    assert not alice.episodes.exists()


def test_differences_are_offered_at_the_end(later: None, content: bytes, alice: User, alice_client: Client) -> None:
    diary.save(alice, diary_json.read(content), timezone.now())
    file = json.loads(content)
    changed = next(one for one in file["episodes"] if one.get("strength"))
    changed["strength"] = 10 if changed["strength"] != 10 else 1
    path = send(alice_client, json.dumps(file).encode().ljust(1_000_001))
    run_jobs()
    assert "Take the file" in alice_client.get(path).content.decode()


def test_a_job_can_be_cancelled(
    later: None, content: bytes, alice: User, alice_client: Client, bob_client: Client
) -> None:
    path = send(alice_client, content)
    assert bob_client.get(path).status_code == bob_client.post(f"{path}cancel/").status_code == 404
    alice_client.post(f"{path}cancel/")
    run_jobs()
    assert "Cancelled." in alice_client.get(path, follow=True).content.decode()
    assert not alice.episodes.exists()


GREEDY = """
import os, signal
from tracker.management.commands import run_jobs
from tracker.pages.job_kinds import JOBS
run_jobs.MEMORY_BYTES, run_jobs.WALL_S = 3_000_000_000, 2
JOBS["hungry"] = lambda job: {"bytes": len(bytearray(10**11))}
JOBS["killed"] = lambda job: os.kill(os.getpid(), 9)
JOBS["endless"] = lambda job: signal.pause()
"""


def test_a_job_that_takes_all_memory_or_time_ends_alone(later: None, alice: User, bob: User) -> None:
    carol = User.objects.create_user("carol")
    for user, kind in ((alice, "hungry"), (bob, "killed"), (carol, "endless")):
        enqueue(user, kind, kind)
    run_jobs(GREEDY)
    assert set(Job.objects.values_list("state", flat=True)) == {Job.State.FAILED}


def test_no_more_jobs_run_at_once_than_there_are_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.management.commands.run_jobs.PLACES", 2)
    with place() as one, place() as another, place() as third:
        assert (one, another, third) == (True, True, False)
    with place() as free:
        assert free


def test_what_a_killed_runner_left_is_cleared_away(later: None, alice: User) -> None:
    before = timezone.now() - 2 * ABANDONED_AFTER
    job = enqueue(alice, "import", "keep", [b"{}"])
    Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING, touched_at=before)
    PendingBatch.objects.create(user=alice, touched_at=before)
    run_jobs()
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert not job.input_file.exists()
    assert not PendingBatch.objects.exists()


def test_ten_tabs_on_triggers_are_one_job(later: None, alice: User, alice_client: Client) -> None:
    value = believable(timezone.now().date() - timedelta(days=1), 1_100, 1)
    diary.save(alice, value, timezone.now())
    pages = [alice_client.get(TRIGGERS) for _tab in range(10)]
    assert {page["Refresh"] for page in pages} == {"2"}
    assert alice.jobs.count() == 1
    run_jobs()
    assert not insights.is_analysis_long(alice, timezone.now().date())
    page = alice_client.get(TRIGGERS)
    assert page.status_code == 200
    assert "Refresh" not in page


def test_a_job_of_nobody_elses(alice_client: Client) -> None:
    assert alice_client.get(reverse("tracker:waiting", args=[uuid4()])).status_code == 404


@pytest.fixture
def large(alice: User, monkeypatch: pytest.MonkeyPatch) -> User:
    """Alice with a diary that counts as large."""
    diary.save(alice, believable(TODAY, 60, 1), timezone.now())
    monkeypatch.setattr("tracker.diary.stream.LARGE_DIARY_ENTRIES", 100)
    return User.objects.get(pk=alice.pk)


EXPORTED = {
    reverse("tracker:export"): (diary_json.write, "json"),
    reverse("tracker:export-tables"): (diary_tables.write, "zip"),
}


@pytest.mark.parametrize("path", EXPORTED)
def test_a_large_diary_is_written_while_a_page_waits(
    path: str, later: None, large: User, alice_client: Client, bob_client: Client
) -> None:
    page = alice_client.get(path)["Location"]
    assert alice_client.get(path)["Location"] == page
    assert alice_client.get(page)["Refresh"] == "2"
    Job.objects.update(state=Job.State.RUNNING)
    assert "Your file is being written" in alice_client.get(page).content.decode()
    Job.objects.update(state=Job.State.WAITING)
    run_jobs()
    job = large.jobs.get()
    assert job.total == diary.number_of_entries(large)
    assert [file.stat().st_mode & 0o777 for file in folder().glob("*.result")] == [0o600]
    assert alice_client.get(path)["Location"] == page
    ready = alice_client.get(page)
    assert "Your file is ready" in ready.content.decode()
    assert "Refresh" not in ready
    assert bob_client.post(f"{page}file/").status_code == 404
    file = alice_client.post(f"{page}file/")
    write, suffix = EXPORTED[path]
    assert file["Content-Disposition"].endswith(f'.{suffix}"')
    assert file.getvalue() == write(diary.load_all(large))
    assert not [one for one in folder().iterdir() if one.suffix != ".lock"]
    assert "not here any more" in alice_client.post(f"{page}file/", follow=True).content.decode()


def test_what_was_written_goes_after_a_day_and_with_the_account(
    later: None, large: User, alice_client: Client, bob_client: Client
) -> None:
    alice_client.get(reverse("tracker:export"))
    run_jobs()
    (result,) = folder().glob("*.result")
    a_day_ago = (timezone.now() - timedelta(days=1, minutes=1)).timestamp()
    other = folder() / f"{uuid4()}.result"
    other.touch()
    os.utime(other, (a_day_ago, a_day_ago))
    delete_old()
    assert list(folder().glob("*.result")) == [result]
    diary.delete_account(large)
    assert not list(folder().glob("*.result"))


def test_ended_jobs_and_their_files_are_bounded_by_count_and_age(
    later: None, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "MAX_FINISHED_JOBS", 3)
    others = enqueue(bob, jobs.EXPORT, "json")
    others.result_file.touch()
    Job.objects.update(state=Job.State.DONE)
    for number in range(6):
        job = enqueue(alice, jobs.EXPORT, f"json {number}")
        job.result_file.touch()
        Job.objects.filter(pk=job.pk).update(state=Job.State.DONE)
    assert [job.key for job in alice.jobs.order_by("pk")] == ["json 3", "json 4", "json 5"]
    assert {path.stem for path in folder().glob("*.result")} == {
        str(job.client_id) for job in (*alice.jobs.order_by("pk")[1:], others)
    }
    Job.objects.filter(user=bob).update(made_at=timezone.now() - jobs.KEPT - timedelta(minutes=1))
    delete_old()
    assert Job.objects.count() == 3
    assert not others.result_file.exists()


def test_the_entries_of_a_large_diary_follow_its_account(later: None, large: User, alice_client: Client) -> None:
    page = alice_client.post(reverse("tracker:leave"), {"password": "a long enough password"}, follow=True)
    assert "Its last entries are gone in a minute." in page.content.decode()
    assert not User.objects.get(pk=large.pk).is_active
    assert large.episodes.exists()
    run_jobs()
    assert not User.objects.filter(pk=large.pk).exists()
    assert not Episode.objects.exists()


def test_the_pdf_of_a_large_diary_is_made_while_a_page_waits(later: None, large: User, alice_client: Client) -> None:
    path = f"{reverse('tracker:doctor-pdf')}?first_day=2026-10-01&last_day=2026-11-20"
    assert alice_client.get(path)["Refresh"] == "2"
    Job.objects.update(state=Job.State.RUNNING)
    assert "Your PDF is being made" in alice_client.get(path).content.decode()
    Job.objects.update(state=Job.State.WAITING)
    run_jobs()
    ready = alice_client.get(reverse("tracker:waiting", args=[large.jobs.get().client_id])).content.decode()
    (address,) = re.findall(rf'href="({reverse("tracker:doctor-pdf")}\?[^"]+)"', ready)
    # PostgreSQL keeps what a job found in an order of its own.
    asked = parse_qs(urlsplit(unescape(address)).query)
    assert asked == {"first_day": ["2026-10-01"], "last_day": ["2026-11-20"], "annex": ["False"]}
    assert alice_client.get(path)["Content-Type"] == "application/pdf"
