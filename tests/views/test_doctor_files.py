"""The summary as files for other programs: the person's own, and of the period that was asked for."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tracker import diary
from tracker.core.demo import believable
from tracker.core.formats import diary_tables
from tracker.core.records import Diary
from tracker.core.reports.fhir.episodes import MOVEMENTS
from tracker.models import User

FHIR, CSV, TABLES = (reverse(f"tracker:doctor-{name}") for name in ("fhir", "csv", "tables"))
KINDS = {
    FHIR: ("application/fhir+json", "twitch-summary.fhir.json"),
    CSV: ("text/csv; charset=utf-8", "twitch-summary.csv"),
    TABLES: ("application/zip", "twitch-tables.zip"),
}


@pytest.fixture
def kept(alice: User) -> Diary:
    now = timezone.now()
    value = believable(now.date() - timedelta(days=1), 60, 1)
    diary.save(alice, value, now)
    return value


def asked(first: date, last: date) -> dict[str, str]:
    return {"first_day": first.isoformat(), "last_day": last.isoformat()}


def twitches(content: bytes) -> list[dict[str, Any]]:
    found = [entry["resource"] for entry in json.loads(content)["entry"]]
    return [
        one for one in found
        if one.get("valueCodeableConcept", {}).get("text") in MOVEMENTS.values() and one["code"]["text"] == "Symptom"
    ]  # fmt: skip


def test_the_fhir_file_holds_the_episodes_of_the_period(kept: Diary, alice_client: Client) -> None:
    first, last = kept.last_day - timedelta(days=29), kept.last_day
    answer = alice_client.get(FHIR, asked(first, last))
    assert len(twitches(answer.content)) == len(kept.between(first, last).episodes)


def test_files_hold_the_persons_own_diary_only(kept: Diary, bob_client: Client) -> None:
    period = asked(kept.first_day, kept.last_day)
    assert twitches(bob_client.get(FHIR, period).content) == []
    assert diary_tables.read(bob_client.get(TABLES, period).content).episodes == ()


def test_snomed_is_there_only_where_the_installation_has_it(kept: Diary, alice_client: Client, settings: Any) -> None:
    period = asked(kept.first_day, kept.last_day)
    assert b"snomed" not in alice_client.get(FHIR, period).content
    settings.SNOMED = True
    assert b"http://snomed.info/sct" in alice_client.get(FHIR, period).content


@pytest.mark.parametrize("address", KINDS)
def test_each_file_is_saved_and_never_shown(address: str, kept: Diary, alice_client: Client) -> None:
    answer = alice_client.get(address, asked(kept.first_day, kept.last_day))
    kind, name = KINDS[address]
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (kind, f'attachment; filename="{name}"')


def test_the_tables_hold_the_entries_of_the_period(kept: Diary, alice_client: Client) -> None:
    first, last = kept.last_day - timedelta(days=9), kept.last_day
    read = diary_tables.read(alice_client.get(TABLES, asked(first, last)).content)
    assert (read.days, read.episodes, read.readings) == (
        kept.between(first, last).days, kept.between(first, last).episodes, kept.between(first, last).readings
    )  # fmt: skip


def test_the_table_of_the_summary_says_what_the_page_says(kept: Diary, alice_client: Client) -> None:
    lines = alice_client.get(CSV, asked(kept.first_day, kept.last_day)).content.decode().split("\r\n")
    assert lines[0] == "section,item,value"
    assert any(line.endswith(f"{len(kept.logged_dates())} of 60") for line in lines)


@pytest.mark.parametrize("address", KINDS)
def test_a_period_that_ends_before_it_starts_gets_a_message(address: str, alice_client: Client) -> None:
    answer = alice_client.get(address, asked(date(2026, 5, 31), date(2026, 5, 1)))
    assert answer.status_code == 400
    assert answer.context["form"].errors


@pytest.mark.parametrize("address", KINDS)
def test_the_page_leads_there_with_its_period(address: str, kept: Diary, alice_client: Client) -> None:
    page = alice_client.get(reverse("tracker:doctor"), asked(kept.first_day, kept.last_day)).content.decode()
    assert f'href="{address}?first_day={kept.first_day}&amp;last_day={kept.last_day}"' in page
