"""Reading an export goes on after its process was killed, without the person."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from walk.exports import apple, asleep, zip_of
from walk.jobs import run_jobs

from tracker.management.commands.run_jobs import MAX_STARTS, claim, clear_up
from tracker.models import Job, PendingBatch, User
from tracker.pages import jobs
from tracker.pages.job_kinds import READ_EXPORT
from tracker.pages.jobs import ABANDONED_AFTER, UNATTENDED, attend_to, enqueue

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def started(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Jobs wait until the test runs them. What would start a runner is counted."""
    settings.DATA_DIR, settings.JOBS_IN_CHILD_PROCESSES = tmp_path, True
    starts: list[bool] = []
    monkeypatch.setattr(jobs, "start_runner", lambda: starts.append(True))
    return starts


KILLED_WHILE_READING = """
import os
from tracker.core.formats.imports import package
take = package.Budget.take
def killing(budget, size):
    take(budget, size)
    if budget.most - budget.left > {most}:
        os.killpg(0, 9)
package.Budget.take = killing
"""


def test_file_that_was_being_read_is_read_after_a_kill(started: list[bool], alice: User, alice_client: Client) -> None:
    night = asleep("2026-03-01 23:00:00 +0100", "2026-03-02 06:30:00 +0100")
    content = zip_of({"export.xml": apple(night, " " * 3_000_000)})
    job = enqueue(alice, READ_EXPORT, "0", [content], ["export.zip"])
    run_jobs(KILLED_WHILE_READING.format(most=1_000_000), expected=-9)
    page = reverse("tracker:waiting", args=[job.client_id])
    assert "Your file is being read" in alice_client.get(page).content.decode()
    started.clear()
    Job.objects.update(touched_at=timezone.now() - 2 * ABANDONED_AFTER)
    assert "Refresh" in alice_client.get(page)
    assert started
    run_jobs()
    job.refresh_from_db()
    assert (job.state, job.starts, job.input_file.exists()) == (Job.State.DONE, 2, False)
    assert "export.zip" in alice_client.get(page, follow=True).content.decode()


def test_file_whose_reading_was_killed_again_and_again_is_given_up(alice: User) -> None:
    job = enqueue(alice, READ_EXPORT, "0", [b"PK"], ["export.zip"])
    for turn in range(1, MAX_STARTS + 1):
        assert claim() == job
        job.refresh_from_db()
        assert job.starts == turn
        Job.objects.update(touched_at=timezone.now() - 2 * ABANDONED_AFTER)
    assert claim() is None
    job.refresh_from_db()
    assert (job.state, job.input_file.exists()) == (Job.State.FAILED, False)


def test_runner_is_started_for_jobs_that_nobody_looks_after(started: list[bool], alice: User) -> None:
    job = enqueue(alice, READ_EXPORT, "0", [b"PK"], ["export.zip"])
    for state, age, expected in (
        (Job.State.WAITING, UNATTENDED, 1),
        (Job.State.RUNNING, UNATTENDED, 0),
        (Job.State.RUNNING, ABANDONED_AFTER, 1),
        (Job.State.DONE, ABANDONED_AFTER, 0),
    ):
        started.clear()
        Job.objects.filter(pk=job.pk).update(state=state, touched_at=timezone.now() - age - timedelta(seconds=1))
        attend_to(Job.objects.all())
        assert len(started) == expected


def test_page_shows_how_much_is_read_and_how_many_days_are_found(alice: User, alice_client: Client) -> None:
    nights = [asleep(f"2026-03-0{day} 00:00:00 +0100", f"2026-03-0{day} 06:30:00 +0100") for day in (2, 3)]
    content = zip_of({"export.xml": apple(*nights, " " * 9_000_000)})
    job = enqueue(alice, READ_EXPORT, "0", [content], ["export.zip"])
    page = reverse("tracker:waiting", args=[job.client_id])
    assert "MB are read" not in alice_client.get(page).content.decode()
    run_jobs(KILLED_WHILE_READING.format(most=4_000_000), expected=-9)
    text = " ".join(alice_client.get(page).content.decode().split())
    assert "4 of 9 MB are read · 2 days found" in text


def test_job_that_fails_leaves_an_import_of_the_same_person_alone(alice: User) -> None:
    batch = PendingBatch.objects.create(user=alice, touched_at=timezone.now())
    enqueue(alice, READ_EXPORT, "0", [b"PK"], ["export.zip"])
    job = claim()
    assert job
    clear_up(job)
    job.refresh_from_db()
    assert (job.state, PendingBatch.objects.get()) == (Job.State.FAILED, batch)
