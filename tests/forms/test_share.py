"""Valid and invalid links, the secrets of the draft, and the pass code as typed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import signing
from django.http import QueryDict

from tracker.core.reference.sections import hidden_sections
from tracker.forms import CodeForm, LinkForm
from tracker.forms.share import LinkDraft
from tracker.models import User
from tracker.models.secret import is_marked

NOW = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
USUAL = {
    "first_day": "2026-09-01",
    "last_day": "2026-11-21",
    "sections": ["places", "course"],
    "ends_on": "2026-12-05",
}


@pytest.fixture(autouse=True)
def late_in_the_evening() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def form(user: User, **said: Any) -> LinkForm:
    data = QueryDict(mutable=True)
    for name, value in ({"draft": LinkDraft.new().signed(user)} | USUAL | said).items():
        data.setlist(name, value if isinstance(value, list) else [value])
    here = NOW.astimezone(ZoneInfo(user.time_zone))
    return LinkForm(data, user=user, now=here, today=here.date())


def test_what_was_chosen_comes_out(alice: User) -> None:
    draft = LinkDraft.new()
    made = form(alice, draft=draft.signed(alice), with_code="on")
    assert made.is_valid(), made.errors
    assert made.cleaned_data == {
        "first_day": date(2026, 9, 1),
        "last_day": date(2026, 11, 21),
        "sections": ["places", "course"],
        "ends_on": date(2026, 12, 5),
        "with_code": True,
        "draft": draft,
    }


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("ends_on", "2026-11-20", "This day is over."),
        ("ends_on", "2027-02-20", "within the next 90 days"),
        ("ends_on", "9999-12-31", "within the next 90 days"),
        ("ends_on", "0001-01-01", "This day is over."),
        ("ends_on", "soon", "Enter a valid date."),
        ("ends_on", "20\x0026", "Enter a valid date."),
        ("ends_on", "", "This field is required."),
        ("sections", [], "choose at least one"),
        ("sections", ["the whole diary"], "Select a valid choice"),
        ("sections", ["course", "how_made"], "Select a valid choice"),
        ("last_day", "2026-08-31", "before the first"),
        ("last_day", "2030-01-01", "still to come"),
        ("first_day", "1990-01-01", "at most ten years"),
        ("draft", "", "lay open for too long"),
        ("draft", "x" * 10_000, "lay open for too long"),
        ("draft", "a\x00b", "Null characters"),
    ],
)
def test_what_cannot_be_gets_a_message_beside_its_field(name: str, value: Any, says: str, alice: User) -> None:
    refused = form(alice, **{name: value})
    assert list(refused.errors) == [name]
    assert says in refused.errors[name][0]


@pytest.mark.parametrize("ends_on", ["2026-11-21", "2027-02-19"])
def test_the_first_and_the_last_day_there_can_be(ends_on: str, alice: User) -> None:
    assert form(alice, ends_on=ends_on).is_valid()


def test_today_is_the_day_where_the_person_is(alice: User) -> None:
    alice.time_zone = "Pacific/Auckland"
    assert form(alice, ends_on="2026-11-21").errors["ends_on"] == ["This day is over."]
    alice.time_zone = "America/Los_Angeles"
    assert form(alice, ends_on="2026-11-21").is_valid()


@pytest.mark.parametrize(
    ("zone", "ends_on", "instant"),
    [
        ("UTC", "2026-12-05", datetime(2026, 12, 6, tzinfo=UTC)),
        ("Europe/Berlin", "2026-12-05", datetime(2026, 12, 5, 23, tzinfo=UTC)),
        ("Pacific/Auckland", "2026-12-05", datetime(2026, 12, 5, 11, tzinfo=UTC)),
        ("America/Los_Angeles", "2026-12-05", datetime(2026, 12, 6, 8, tzinfo=UTC)),
    ],
)
def test_a_link_ends_with_its_day_in_the_users_time_zone(
    zone: str, ends_on: str, instant: datetime, alice: User
) -> None:
    alice.time_zone = zone
    made = form(alice, ends_on=ends_on)
    assert made.is_valid()
    assert made.ends_at() == instant


def test_a_form_to_fill_in_lasts_two_weeks_and_takes_over_what_the_page_showed(alice: User) -> None:
    query = QueryDict("first_day=2026-01-02&last_day=&sections=signs&sections=course")
    empty = LinkForm.to_fill_in(query, alice, NOW, NOW.date())
    assert empty.initial["ends_on"] == date(2026, 12, 5)
    assert (empty.initial["first_day"], empty.initial["last_day"]) == ("2026-01-02", "2026-11-21")
    assert empty.initial["sections"] == ["signs", "course"]


def test_a_link_offers_the_sections_of_the_doctors_page_in_order(alice: User) -> None:
    alice.doctor_page = {"sections": ["signs", "course"], "left_out": hidden_sections(["signs", "course"])}
    empty = LinkForm.to_fill_in(QueryDict(), alice, NOW, NOW.date())
    assert [key for key, _says in empty.fields["sections"].choices] == ["signs", "course"]
    assert empty.initial["sections"] == ["signs", "course"]
    assert form(alice, sections=["course"]).is_valid()
    assert "Select a valid choice" in form(alice, sections=["places"]).errors["sections"][0]


def test_a_draft_is_one_persons_and_lasts_a_day(alice: User, bob: User) -> None:
    draft = LinkDraft.new()
    assert is_marked(draft.token)
    signed = draft.signed(alice)
    assert LinkDraft.read(signed, alice) == draft
    with pytest.raises(signing.BadSignature):
        LinkDraft.read(signed, bob)
    with pytest.raises(signing.BadSignature):
        LinkDraft.read(signed[:-1] + ("A" if signed[-1] != "A" else "B"), alice)
    with time_machine.travel(datetime(2026, 11, 22, 23, 31, tzinfo=UTC)), pytest.raises(signing.SignatureExpired):
        LinkDraft.read(signed, alice)


def test_a_page_without_its_secrets_gets_new_ones(alice: User) -> None:
    refused = form(alice, draft="gone")
    assert not refused.is_valid()
    given = LinkDraft.read(refused["draft"].value(), alice)
    again = form(alice, draft=refused["draft"].value())
    assert again.is_valid()
    assert again.cleaned_data["draft"] == given


@pytest.mark.parametrize("typed", ["012345", " 012 345 ", "012-345", "012\u00a0345"])
def test_a_code_is_read_however_it_is_spaced(typed: str) -> None:
    read = CodeForm({"code": typed})
    assert read.is_valid()
    assert read.cleaned_data["code"] == "012345"


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345a", "٠١٢٣٤٥", "²²²²²²", "1" * 10_000, "1\x0023456"])
def test_what_is_no_code_gets_a_message(typed: str) -> None:
    assert CodeForm({"code": typed}).errors["code"]
