"""The person's side: a link is made, shown once, listed with its openings, and withdrawn at once."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.contrib.auth.hashers import check_password
from django.test import Client
from django.urls import reverse

from tracker import diary
from tracker.models import SharedLink, User
from tracker.models.secret import digest_of

LINKS = reverse("tracker:links")


def to_fill_in(client: Client, query: str = "") -> dict[str, Any]:
    """The form as the page holds it."""
    form = client.get(LINKS + query).context["form"]
    names = ("first_day", "last_day", "sections", "ends_on", "draft")
    return {name: form[name].value() for name in names} | {"ends_on": str(form["ends_on"].value())}


def words(answer: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())


def test_a_new_links_address_is_shown_once(alice: User, alice_client: Client) -> None:
    sent = to_fill_in(alice_client) | {"sections": ["places"], "ends_on": "2026-12-01"}
    made = alice_client.post(LINKS, sent)
    assert made.status_code == 200
    address = made.context["address"]
    assert address in made.content.decode()
    assert '<svg role="img" viewBox=' in made.content.decode()
    link = alice.shared_links.get()
    assert urlsplit(address).path == reverse("tracker:shared", args=[address.split("/")[-2]])
    assert link.digest == digest_of(address.split("/")[-2])
    assert (link.sections, link.ends_on, link.code) == (["places", "how_made"], datetime(2026, 12, 1).date(), "")  # noqa: DTZ001
    assert address not in alice_client.get(LINKS).content.decode()


def test_nothing_that_is_kept_holds_the_secret_or_the_code(alice: User, alice_client: Client) -> None:
    made = alice_client.post(LINKS, to_fill_in(alice_client) | {"with_code": "on"})
    token, code = made.context["address"].split("/")[-2], made.context["code"]
    kept = str(SharedLink.objects.values().get()) + str(dict(alice_client.session))
    assert token not in kept
    assert code not in kept.replace(made.context["link"].client_id.hex, "")
    assert check_password(code, alice.shared_links.get().code)
    assert f"{code[:3]} {code[3:]}" in words(made)


def test_without_being_asked_for_there_is_no_code(alice: User, alice_client: Client) -> None:
    made = alice_client.post(LINKS, to_fill_in(alice_client))
    assert "Pass code" not in words(made)
    assert alice.shared_links.get().code == ""


def test_the_form_sent_twice_makes_one_link_and_shows_its_address_both_times(
    alice: User, alice_client: Client
) -> None:
    sent = to_fill_in(alice_client)
    first, second = (alice_client.post(LINKS, sent) for _ in range(2))
    assert first.context["address"] == second.context["address"]
    assert alice.shared_links.count() == 1


def test_back_and_another_link_is_asked_about(alice: User, alice_client: Client, client: Client) -> None:
    """The Back button reloads the page with new secrets."""
    first = alice_client.post(LINKS, to_fill_in(alice_client) | {"sections": ["places"]}).context["address"]
    corrected = to_fill_in(alice_client) | {"sections": ["course"]}
    asked = alice_client.post(LINKS, corrected)
    assert "Is this one meant instead of it?" in words(asked)
    assert alice.shared_links.count() == 1
    for _again in range(2):
        made = alice_client.post(LINKS, corrected | {"recent": "instead"})
        assert client.get(urlsplit(made.context["address"]).path).status_code == 200
        assert client.get(urlsplit(first).path).status_code == 404
    assert alice.shared_links.count() == 2
    beside = alice_client.post(LINKS, to_fill_in(alice_client) | {"recent": "beside"})
    assert all(client.get(urlsplit(answer.context["address"]).path).status_code == 200 for answer in (made, beside))


def test_a_link_of_this_morning_is_not_asked_about(alice: User, alice_client: Client) -> None:
    alice_client.post(LINKS, to_fill_in(alice_client))
    alice.shared_links.update(made_at=datetime.now(UTC) - timedelta(hours=2))
    assert "address" in alice_client.post(LINKS, to_fill_in(alice_client)).context


def test_the_form_of_a_withdrawn_link_sent_again_opens_nothing(
    alice: User, alice_client: Client, client: Client
) -> None:
    sent = to_fill_in(alice_client)
    address = alice_client.post(LINKS, sent).context["address"]
    alice_client.post(reverse("tracker:link-withdraw", args=[alice.shared_links.get().client_id]))
    again = alice_client.post(LINKS, sent, follow=True)
    assert "does not open any more" in words(again)
    assert client.get(urlsplit(address).path).status_code == 404
    assert alice.shared_links.count() == 1


def test_an_invalid_date_gets_a_message_and_keeps_the_input(alice: User, alice_client: Client) -> None:
    refused = alice_client.post(LINKS, to_fill_in(alice_client) | {"sections": ["signs"], "ends_on": "2026-11-20"})
    form = refused.context["form"]
    assert form.errors == {"ends_on": ["This day is over."]}
    assert form["sections"].value() == ["signs"]
    assert "This day is over." in words(refused)
    assert alice.shared_links.count() == 0


def test_a_page_that_lost_its_draft_says_so_and_works_at_the_next_press(alice: User, alice_client: Client) -> None:
    refused = alice_client.post(LINKS, to_fill_in(alice_client) | {"draft": "lost"})
    assert "Nothing is made yet" in words(refused)
    again = to_fill_in(alice_client) | {"draft": refused.context["form"]["draft"].value()}
    assert "address" in alice_client.post(LINKS, again).context
    assert alice.shared_links.count() == 1


def test_anothers_draft_makes_nothing(alice: User, bob: User, alice_client: Client, bob_client: Client) -> None:
    hers = to_fill_in(alice_client)
    refused = bob_client.post(LINKS, hers)
    assert "Nothing is made yet" in words(refused)
    assert SharedLink.objects.count() == 0


def test_with_twenty_open_links_one_has_to_go_first(alice: User, alice_client: Client) -> None:
    for _ in range(20):
        alice_client.post(LINKS, to_fill_in(alice_client) | {"recent": "beside"})
    refused = alice_client.post(LINKS, to_fill_in(alice_client) | {"recent": "beside"})
    assert "You have 20 open links. Please withdraw one first." in words(refused)
    assert alice.shared_links.count() == 20


def test_the_list_says_when_a_link_was_opened_where_the_person_is(berliner: User, alice_client: Client) -> None:
    sent = to_fill_in(alice_client) | {"sections": ["places", "signs"], "ends_on": "2026-12-01"}
    alice_client.post(LINKS, sent)
    assert "Not opened yet." in words(alice_client.get(LINKS))
    for at in (datetime(2026, 11, 21, 23, 30, tzinfo=UTC), datetime(2026, 11, 22, 8, tzinfo=UTC)):
        diary.open_link(berliner.shared_links.get(), at)
    text = words(alice_client.get(LINKS))
    assert "24 Aug 2026 to 21 Nov 2026 Since when and where · Asked and answered" in text
    assert "Made on 21 November 2026. Opens until the end of 1 December 2026." in text
    assert "Opened 2 times, last on 22 November 2026, 09:00. 22 November 2026, 09:00 22 November 2026, 00:30" in text


def test_wrong_codes_are_shown_and_the_tenth_shuts_the_link(alice: User, alice_client: Client) -> None:
    alice_client.post(LINKS, to_fill_in(alice_client) | {"with_code": "on"})
    alice.shared_links.update(wrong_codes=1)
    assert "Asks for a pass code. One wrong pass code was typed." in words(alice_client.get(LINKS))
    alice.shared_links.update(wrong_codes=10)
    assert "Shut after ten wrong pass codes." in words(alice_client.get(LINKS))
    assert alice.shared_links.get().frozen is None


def test_withdrawing_is_at_once_and_deletes_what_was_frozen(alice: User, alice_client: Client, client: Client) -> None:
    path = urlsplit(alice_client.post(LINKS, to_fill_in(alice_client)).context["address"]).path
    assert client.get(path).status_code == 200
    withdraw = reverse("tracker:link-withdraw", args=[alice.shared_links.get().client_id])
    answer = alice_client.post(withdraw, follow=True)
    assert "Withdrawn. The link opens nothing any more" in words(answer)
    assert "Withdrawn on 21 November 2026." in words(answer)
    assert client.get(path).status_code == client.post(path).status_code == 404
    assert alice.shared_links.get().frozen is None
    assert "opens nothing any more" not in words(alice_client.post(withdraw, follow=True))


def test_an_ended_link_is_listed_as_ended_and_its_content_deleted(
    alice: User, alice_client: Client, clock: Any
) -> None:
    alice_client.post(LINKS, to_fill_in(alice_client) | {"ends_on": "2026-11-21"})
    clock("2026-11-22T00:00:00Z")
    assert "Ended with 21 November 2026." in words(alice_client.get(LINKS))
    assert alice.shared_links.get().frozen is None


def test_a_link_is_withdrawn_by_a_post_only(alice: User, alice_client: Client) -> None:
    alice_client.post(LINKS, to_fill_in(alice_client))
    withdraw = reverse("tracker:link-withdraw", args=[alice.shared_links.get().client_id])
    assert alice_client.get(withdraw).status_code == 405
    assert alice_client.post(reverse("tracker:link-withdraw", args=[uuid4()])).status_code == 404
    assert alice.shared_links.get().withdrawn_at is None


@pytest.mark.parametrize(("host", "warned"), [("localhost", True), ("127.0.0.1:8000", True), ("diary.example", False)])
def test_a_local_only_server_shows_a_note(host: str, warned: bool, alice_client: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "diary.example"]
    answer = alice_client.get(LINKS, headers={"host": host})
    text, page = words(answer), answer.content.decode()
    assert ("on this machine only" in text) is warned
    # There the form is folded under the warning.
    assert ("Make a link all the same" in text) is warned
    assert ("<details" in page.partition(' action="/doctor/links/"')[0]) is warned
    assert " open>" not in page


def test_the_period_and_sections_of_the_page_are_taken_over(alice_client: Client) -> None:
    filled = to_fill_in(alice_client, "?first_day=2026-10-01&last_day=2026-10-31&sections=signs")
    assert (filled["first_day"], filled["last_day"], filled["sections"]) == ("2026-10-01", "2026-10-31", ["signs"])


def test_links_are_not_part_of_the_diarys_file(alice: User, alice_client: Client, bob: User) -> None:
    before = alice_client.get(reverse("tracker:export")).getvalue()
    alice_client.post(LINKS, to_fill_in(alice_client))
    assert alice_client.get(reverse("tracker:export")).getvalue() == before


def test_deleting_the_account_ends_every_link(alice: User, alice_client: Client, client: Client) -> None:
    path = urlsplit(alice_client.post(LINKS, to_fill_in(alice_client)).context["address"]).path
    assert client.post(path).status_code == 200
    alice_client.post(reverse("tracker:leave"), {"password": "a long enough password"})
    assert client.post(path).status_code == 404
    assert SharedLink.objects.count() == 0
