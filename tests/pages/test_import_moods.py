"""Moods with names of the person's own on the preview of an import: numbers for them, remembered and changed later."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from walk.import_page import PREVIEW, fields, text, upload

from tracker import diary
from tracker.insights.imported_moods import remembered_numbers
from tracker.models import User

HEAD = "full_date,date,weekday,time,mood,activities,note_title,note\n"
MOODS = [
    ("2026-11-16", "good"), ("2026-11-16", "ok but sleepy"), ("2026-11-17", "ok but sleepy"), ("2026-11-18", "grumpy"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _in_berlin(berliner: User) -> None:
    """Everybody lives in Berlin."""


def daylio(*moods: tuple[str, str]) -> bytes:
    rows = (f'{day},"","",{place:02}:10,{mood},"","",""\n' for place, (day, mood) in enumerate(moods))
    return (HEAD + "".join(rows)).encode()


FILE = daylio(*MOODS)


def questions(page: str) -> dict[str, str]:
    """The names of the fields by the moods that they are about."""
    labels = re.findall(r'<label for="id_(mood-\w+)">\s*(.*?)\s*<br>', page)
    return {unescape(mood): field for field, mood in labels}


def opened(client: Client) -> str:
    return client.get(PREVIEW).content.decode()


def selected(page: str) -> dict[str, str]:
    """The number that each mood has on the page, "" for *leave out*."""
    chosen = {}
    for mood, field in questions(page).items():
        select = page.partition(f'<select name="{field}"')[2].partition("</select>")[0]
        chosen[mood] = re.findall(r'value="(\d?)" selected', select)[0]
    return chosen


def press(client: Client, button: str, **numbers: object) -> str:
    """Answer the preview's form with these numbers, and return its page."""
    page = opened(client)
    answers = {questions(page)[mood.replace("_", " ")]: str(number) for mood, number in numbers.items()}
    form = {**fields(client), **{questions(page)[mood]: found for mood, found in selected(page).items()}, **answers}
    return client.post(PREVIEW, {**form, button: "yes"}, follow=True).content.decode()


def moods_of(user: User) -> dict[str, float]:
    rows = user.readings.filter(exposure__key="mood").values_list("local_date", "value")
    return {day.isoformat(): value for day, value in rows}


def test_moods_are_asked_about_and_left_out_as_they_are(alice: User, alice_client: Client) -> None:
    page = upload(alice_client, FILE)
    assert "Moods with names of your own" in page
    assert "ok but sleepy on 2 days" in page
    assert selected(opened(alice_client)) == {"ok but sleepy": "", "grumpy": ""}
    assert "2 values: The mood “ok but sleepy” has no number that Levator knows." in page
    assert "Import 1 value" in page
    press(alice_client, "import")
    assert moods_of(alice) == {"2026-11-16": 4}
    assert remembered_numbers(alice) == {}


def test_update_shows_what_numbers_do_and_import_takes_them(alice: User, alice_client: Client) -> None:
    upload(alice_client, FILE)
    page = press(alice_client, "update", ok_but_sleepy=3)
    assert selected(page) == {"ok but sleepy": "3", "grumpy": ""}
    assert "Mon 16 Nov 2026: 3.5 of 5, from 2 values." in text(page.encode())
    assert "1 value: The mood “grumpy” has no number that Levator knows." in text(page.encode())
    assert not alice.readings.exists()
    press(alice_client, "import", ok_but_sleepy=3)
    assert moods_of(alice) == {"2026-11-16": 3.5, "2026-11-17": 3}


def test_file_with_no_other_moods_can_be_imported_once_they_have_numbers(alice: User, alice_client: Client) -> None:
    assert "Import 1 value" not in upload(alice_client, daylio(("2026-11-16", "grumpy")))
    assert "Import 1 value" in text(press(alice_client, "update", grumpy=2).encode())
    press(alice_client, "import", grumpy=2)
    assert moods_of(alice) == {"2026-11-16": 2}
    assert alice.exposures.get(key="mood").unit == "1–5"


def test_numbers_are_remembered_and_the_same_file_adds_nothing(alice: User, alice_client: Client) -> None:
    upload(alice_client, FILE)
    press(alice_client, "import", ok_but_sleepy=3, grumpy=2)
    before = moods_of(alice)
    page = upload(alice_client, FILE)
    assert selected(opened(alice_client)) == {"ok but sleepy": "3", "grumpy": "2"}
    assert "All of it is here already." in page
    press(alice_client, "import")
    assert (moods_of(alice), alice.imports.count()) == (before, 1)


def test_other_numbers_update_the_days_and_undo_takes_them_back(alice: User, alice_client: Client) -> None:
    upload(alice_client, FILE)
    press(alice_client, "import", ok_but_sleepy=3)
    upload(alice_client, FILE)
    press(alice_client, "import", ok_but_sleepy=1, grumpy=2)
    assert moods_of(alice) == {"2026-11-16": 2.5, "2026-11-17": 1, "2026-11-18": 2}
    newest, first = alice.imports.order_by("-pk")
    diary.undo_import(alice, newest.client_id)
    assert moods_of(alice) == {"2026-11-16": 3.5, "2026-11-17": 3}
    diary.undo_import(alice, first.client_id)
    assert moods_of(alice) == {}


def test_number_is_forgotten_when_its_mood_is_left_out(alice: User, alice_client: Client) -> None:
    upload(alice_client, FILE)
    press(alice_client, "import", ok_but_sleepy=3, grumpy=2)
    upload(alice_client, FILE)
    press(alice_client, "import", grumpy="")
    assert remembered_numbers(alice) == {"ok but sleepy": 3}


def test_a_number_that_is_none_imports_nothing(alice: User, alice_client: Client) -> None:
    upload(alice_client, FILE)
    for wrong in ("6", "0", "3.5", "x"):
        assert "is not one of the available choices" in press(alice_client, "import", grumpy=wrong)
    assert not alice.readings.exists()


def test_page_of_an_earlier_file_gives_no_number_to_another_mood(alice: User, alice_client: Client) -> None:
    upload(alice_client, FILE)
    field = questions(opened(alice_client))["grumpy"]
    upload(alice_client, daylio(("2026-11-16", "cheerful")))
    alice_client.post(PREVIEW, {**fields(alice_client), field: "1", "import": "yes"})
    assert (moods_of(alice), remembered_numbers(alice)) == ({}, {})


def test_thirty_names_are_asked_about(alice: User, alice_client: Client) -> None:
    first = date(2026, 10, 1)
    often = [((first + timedelta(place)).isoformat(), f"mood {place:02}") for place in range(32)]
    page = upload(alice_client, daylio(*often, ("2026-11-05", "mood 31")))
    assert list(questions(opened(alice_client))) == ["mood 31", *(f"mood {place:02}" for place in range(29))]
    assert "2 more names are left out." in page
    diary.save_table_mapping(alice, "daylio moods", {"mood 30": 2})
    page = text(opened(alice_client).encode())
    assert "1 more name is left out." in page
    assert "Import 1 value" in page


def test_names_are_escaped(alice_client: Client) -> None:
    upload(alice_client, daylio(("2026-11-16", "<b>&")))
    page = opened(alice_client)
    assert "<b>&" not in page
    assert list(questions(page)) == ["<b>&"]


def test_numbers_are_the_persons_own(alice: User, alice_client: Client, bob_client: Client) -> None:
    upload(alice_client, FILE)
    press(alice_client, "import", grumpy=2)
    upload(bob_client, FILE)
    assert selected(opened(bob_client)) == {"ok but sleepy": "", "grumpy": ""}


@pytest.mark.parametrize("stored", [[], {"grumpy": 7}, {"grumpy": "2"}, {"x" * 41: 2}, "grumpy", 3])
def test_stored_numbers_that_are_none_are_not_used(stored: object, alice: User, alice_client: Client) -> None:
    diary.save_table_mapping(alice, "daylio moods", stored)
    upload(alice_client, FILE)
    assert selected(opened(alice_client)) == {"ok but sleepy": "", "grumpy": ""}
    press(alice_client, "import", grumpy=2)
    assert remembered_numbers(alice) == {"grumpy": 2}
