"""A large import of another app is written, and undone, by a child process while a page waits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from walk.exports import apple, asleep, zip_of
from walk.import_page import PREVIEW, fields, text, upload
from walk.jobs import run_jobs

from tracker.models import Import, Job, User
from tracker.pages import jobs

pytestmark = pytest.mark.django_db(transaction=True)

NIGHTS = [asleep(f"2026-03-0{day} 00:00:00 +0100", f"2026-03-0{day} 06:30:00 +0100") for day in range(2, 6)]
EXPORT = zip_of({"apple_health_export/export.xml": apple(*NIGHTS)})


@pytest.fixture(autouse=True)
def later(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs wait until the test runs them, and four values are many."""
    settings.DATA_DIR, settings.JOBS_IN_CHILD_PROCESSES = tmp_path, True
    monkeypatch.setattr(jobs, "start_runner", lambda: None)
    monkeypatch.setattr("tracker.views.imports.LARGE_IMPORT_VALUES", 3)


def press_import(client: Client) -> str:
    upload(client, EXPORT)
    return client.post(PREVIEW, {**fields(client), "import": "yes"})["Location"]


def press_undo(client: Client, row: Import) -> str:
    return client.post(reverse("tracker:import-undo", args=[row.client_id]))["Location"]


def while_it_runs(client: Client, page: str) -> str:
    Job.objects.filter(state=Job.State.WAITING).update(state=Job.State.RUNNING)
    shown = text(client.get(page).content)
    Job.objects.filter(state=Job.State.RUNNING).update(state=Job.State.WAITING)
    return shown


def test_it_is_written_and_undone_while_a_page_waits(alice: User, alice_client: Client, bob_client: Client) -> None:
    page = press_import(alice_client)
    assert alice_client.post(PREVIEW, {**fields(alice_client), "import": "yes"})["Location"] == page
    assert "Your file is being imported." in while_it_runs(alice_client, page)
    assert bob_client.get(page).status_code == 404
    assert not alice.readings.exists()
    run_jobs()
    assert alice_client.get(page)["Location"] == f"{reverse('tracker:data')}#imports"
    assert alice.readings.count() == 4
    assert not alice.import_previews.exists()
    page = press_undo(alice_client, alice.imports.get())
    assert "Your import is being undone." in while_it_runs(alice_client, page)
    run_jobs()
    assert "Undone: 4 values were taken back." in text(alice_client.get(page, follow=True).content)
    assert not alice.readings.exists()


def test_what_was_there_already_is_told(alice: User, alice_client: Client) -> None:
    for expected in ("4 values", "All of it was here already."):
        page = press_import(alice_client)
        run_jobs()
        assert expected in text(alice_client.get(page, follow=True).content)
    assert alice.imports.count() == 1


def test_choices_of_the_preview_count(alice: User, alice_client: Client) -> None:
    alice.readings.create(exposure=alice.exposures.get(key="sleep_h"), local_date="2026-03-02", value=5)
    upload(alice_client, EXPORT)
    form = {**fields(alice_client), "import": "yes", "conflicts": "take"}
    alice_client.post(PREVIEW, form)
    run_jobs()
    assert list(alice.readings.values_list("value", flat=True)) == [6.5] * 4


def test_a_diary_that_has_no_room_says_so(alice_client: Client, alice: User) -> None:
    page = press_import(alice_client)
    run_jobs("from tracker.core.reference import limits; limits.MAX_READINGS_A_DAY = 0")
    assert "Nothing was imported" in text(alice_client.get(page).content)
    assert not alice.readings.exists()


def test_cancelled_before_its_end_it_can_be_pressed_again(alice: User, alice_client: Client) -> None:
    page = press_import(alice_client)
    alice_client.post(f"{page}cancel/")
    assert "Cancelled. Your diary is as it was." in text(alice_client.get(page, follow=True).content)
    assert "An export from Apple Health" in text(alice_client.get(PREVIEW).content)


KILLED_AFTER_THE_LAST_STEP = """
import os
from tracker import diary
from tracker.pages import job_kinds
save, undo = diary.save_import, diary.undo_import
def killed(work):
    def run(*arguments):
        work(*arguments)
        os._exit(9)
    return run
diary.save_import, diary.undo_import = killed(save), killed(undo)
"""


def test_stopped_after_its_last_step_it_counts(alice: User, alice_client: Client) -> None:
    page = press_import(alice_client)
    run_jobs(KILLED_AFTER_THE_LAST_STEP)
    assert alice.jobs.get().state == Job.State.FAILED
    assert "4 values" in text(alice_client.get(page, follow=True).content)
    page = press_undo(alice_client, alice.imports.get())
    run_jobs(KILLED_AFTER_THE_LAST_STEP)
    assert "Undone." in text(alice_client.get(page, follow=True).content)
    assert not alice.readings.exists()


def test_while_something_else_runs_nothing_is_lost(alice: User, alice_client: Client) -> None:
    other = jobs.enqueue(alice, "analysis", "")
    page = press_import(alice_client)
    assert page == reverse("tracker:waiting", args=[other.client_id])
    assert "Please try this again then." in text(alice_client.get(page).content)
    assert alice.import_previews.exists()
