"""After saving, an edit leads back to where it began, and never to another site."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from tracker.models import User
from tracker.pages.origin import asked_day, origin

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize("path", ["/journal/", "/day/2026-11-20/", "/patterns/"])
def test_a_page_of_this_site_is_the_origin(path: str, rf: RequestFactory) -> None:
    assert origin(rf.get("/", {"next": path}), "tracker:today") == path


@pytest.mark.parametrize(
    "path",
    ["", "https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "/nowhere/", "javascript:x"],
)
def test_anything_else_is_not(path: str, rf: RequestFactory) -> None:
    assert origin(rf.get("/", {"next": path}), "tracker:journal") == reverse("tracker:journal")


@pytest.mark.parametrize(
    ("text", "day"), [("2026-11-03", date(2026, 11, 3)), ("2027-01-01", TODAY), ("", TODAY), ("yesterday", TODAY)]
)
def test_a_day_up_to_today_can_be_asked_for(text: str, day: date, rf: RequestFactory) -> None:
    assert asked_day(rf.get("/", {"day": text}), TODAY) == day


def new_episode(client: Client, query: str, **fields: str) -> str:
    draft = client.get(f"{reverse('tracker:episode-create')}?{query}")["Location"]
    form = client.get(draft).context["form"]
    typed = {name: form[name].value() for name in ("client_id", "version", "date")}
    typed |= {"time": "08:05", "lasting": "unknown", "places": "nose_side:left"}
    return client.post(draft, typed | fields)["Location"]


def test_an_episode_of_an_earlier_day_leads_back_to_that_day(alice: User, alice_client: Client) -> None:
    leads_to = new_episode(alice_client, "day=2026-11-03&next=/day/2026-11-03/")
    assert leads_to == "/day/2026-11-03/"
    assert [row.local_date for row in alice.episodes.all()] == [date(2026, 11, 3)]


def test_the_day_is_kept_for_another_one(alice: User, alice_client: Client) -> None:
    leads_to = new_episode(alice_client, "day=2026-11-03&next=/day/2026-11-03/", another="1")
    assert leads_to == f"{reverse('tracker:episode-create')}?day=2026-11-03&next=%2Fday%2F2026-11-03%2F"
    again = alice_client.get(alice_client.get(leads_to)["Location"])
    assert again.context["form"]["date"].value() == date(2026, 11, 3)
    assert "Saved. Now another one on 3 November." in again.content.decode()


def test_an_edit_from_the_journal_leads_back_to_the_journal(alice: User, alice_client: Client) -> None:
    new_episode(alice_client, "day=2026-11-03")
    address = reverse("tracker:episode-edit", args=[alice.episodes.get().client_id])
    form = alice_client.get(address).context["form"]
    typed = {name: form[name].value() for name in ("client_id", "version", "date")}
    saved = alice_client.post(f"{address}?next=/journal/", typed | {"time": "09:00", "lasting": "unknown"})
    assert saved["Location"] == "/journal/"


def test_a_check_in_of_a_day_leads_back_to_that_day(alice: User, alice_client: Client) -> None:
    address = f"{reverse('tracker:check-in-day', args=[TODAY])}?next=/day/{TODAY}/"
    form = alice_client.get(address).context["form"]
    saved = alice_client.post(address, {"client_id": form["client_id"].value(), "version": 1, "note": "calm"})
    assert saved["Location"] == f"/day/{TODAY}/"
