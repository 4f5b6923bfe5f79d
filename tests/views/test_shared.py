"""Shared links: a cover page that shows and counts nothing, and the snapshot of the summary behind it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tracker import diary
from tracker.core.records import Episode, Onset, Place, Side, Sign
from tracker.core.records.episode import Relief
from tracker.core.reference.sections import ALWAYS, SECTIONS
from tracker.models import User
from tracker.models.secret import new_token

LINKS = reverse("tracker:links")
Share = Callable[..., str]


@pytest.fixture
def share(alice_client: Client) -> Share:
    """Make a link as the page does; answers with its path."""

    def make(**said: Any) -> str:
        form = alice_client.get(LINKS).context["form"]
        names = ("first_day", "last_day", "sections", "ends_on", "draft")
        sent = {name: form[name].value() for name in names} | {"ends_on": "2026-12-05", "recent": "beside"} | said
        made = alice_client.post(LINKS, sent).context
        make.code = made["code"]  # type: ignore[attr-defined]
        return urlsplit(made["address"]).path

    return make


def words(answer: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())


def pdf_words(answer: Any) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages).split())


def episode(**said: Any) -> Episode:
    at = datetime(2026, 11, 20, 10, tzinfo=UTC)
    return Episode(uuid4(), at, "UTC", at.date(), **said)


def test_the_cover_page_shows_nothing_of_the_summary_and_counts_nothing(
    alice: User, client: Client, share: Share
) -> None:
    path = share()
    for method in ("get", "head"):
        door = getattr(client, method)(path)
        assert door.status_code == 200
        assert not re.search(r"twitch|episode|alice|summary-headline", door.content.decode(), re.IGNORECASE)
    assert (
        "made a summary of it on 21 November 2026, and shares it with you until the end of 5 December 2026"
        in words(client.get(path))
    )
    assert alice.shared_links.get().opened == 0


def test_the_button_opens_the_summary_and_counts(alice: User, client: Client, share: Share) -> None:
    diary.save_entry(alice, episode(places=(Place("nose_side", Side.LEFT),)))
    opened = client.post(share())
    assert "Twitch diary: summary for a doctor" in words(opened)
    assert "Shared by the person who keeps this diary. This page ends with 5 December 2026." in words(opened)
    assert "Not a medical device." in words(opened)
    link = alice.shared_links.get()
    assert (link.opened, link.opened_at) == (1, ["2026-11-21T12:00:00+00:00"])


def test_the_same_as_a_pdf_is_an_opening_too(alice: User, client: Client, share: Share) -> None:
    answer = client.post(share(), {"as": "pdf"})
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="twitch-summary.pdf"'
    assert "Twitch diary: summary for a doctor" in pdf_words(answer)
    assert alice.shared_links.get().opened == 1


def test_the_pdf_of_a_link_is_made_once(alice: User, client: Client, share: Share) -> None:
    link = share()
    made = client.post(link, {"as": "pdf"}).content
    assert bytes(alice.shared_links.get().pdf) == made
    alice.shared_links.update(pdf=b"the stored one")
    assert client.post(link, {"as": "pdf"}).content == b"the stored one"


def test_nobody_gets_the_annex_by_a_link(client: Client, share: Share) -> None:
    """It would show the diary, and a link shows what was frozen into it."""
    answer = client.post(f"{share()}?annex=on", {"as": "pdf", "annex": "on"})
    assert len(PdfReader(BytesIO(answer.content)).pages) == 1


def test_it_works_for_a_browser_that_keeps_no_cookies_and_sends_no_token(alice: User, share: Share) -> None:
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post(share(), headers={"origin": "null"}).status_code == 200


OWN_WORDS = {"reliefs": "a warm stone", "beliefs": "the north wind"}


def leaves(value: Any, but: str = "") -> Iterator[str]:
    """Every text and number in a frozen document, as it is written."""
    if isinstance(value, dict):
        value = [inner for name, inner in value.items() if name != but]
    if isinstance(value, list):
        for inner in value:
            yield from leaves(inner, but)
    elif value is not None:
        yield str(value)


def distinguished(frozen: dict[str, Any], chosen: str) -> tuple[set[str], set[str]]:
    """The texts that only this section says, and those that only others say, of a link that shows all."""
    here = [part for part in frozen["sections"] if part["key"] in (chosen, ALWAYS)]
    said = [*leaves(here), *leaves({**frozen, "sections": []})]
    # What a column is called may well be a word that another section needs too.
    others = set(leaves([part for part in frozen["sections"] if part not in here], but="columns"))
    alone = {text for text in others if len(text) > 3 and not any(text in one for one in said)}
    return set(said) - others, alone


@pytest.mark.parametrize("chosen", [key for key in SECTIONS if key != ALWAYS])
def test_a_link_shows_the_chosen_section_and_no_word_of_the_others(
    chosen: str, alice: User, client: Client, share: Share, one_of_each: Any
) -> None:
    one_of_each(alice)
    everything = episode(
        places=(Place("nose_side", Side.LEFT),), signs=(Sign("ringing", Onset.SUDDEN),), strength=7, duration_s=93,
        blamed=("the north wind",), reliefs=(Relief("a warm stone", 5, True),), note="kept to myself", in_sleep=True,
    )  # fmt: skip
    diary.save_entry(alice, everything)
    share()
    own, others = distinguished(alice.shared_links.first().frozen, chosen)
    assert set(OWN_WORDS.values()) - {OWN_WORDS.get(chosen)} <= others
    path = share(sections=[chosen])
    kept = " ".join(leaves(alice.shared_links.first().frozen))
    page, paper = words(client.post(path)), pdf_words(client.post(path, {"as": "pdf"}))
    for shown in (kept, page, paper):
        assert {text for text in (*others, "kept to myself", "by the window", "alice") if text in shown} == set()
    assert own <= set(leaves(alice.shared_links.first().frozen))
    assert OWN_WORDS.get(chosen, "") in page


def test_what_changes_in_the_diary_afterwards_changes_nothing_behind_the_link(
    alice: User, client: Client, share: Share, clock: Any, one_of_each: Any
) -> None:
    entries = one_of_each(alice)
    logged = episode(places=(Place("chin", Side.RIGHT),), blamed=("the north wind",))
    diary.save_entry(alice, logged)
    path = share()
    before, paper = client.post(path).content, client.post(path, {"as": "pdf"}).content
    clock("2026-11-23T08:00:00Z")
    diary.delete_entry(alice, "episodes", logged.id)
    diary.save_entry(alice, episode(places=(Place("lip_upper", Side.LEFT),), blamed=("a loud party",)))
    diary.save_check_in(alice, diary.load(alice, date(2026, 11, 20), date(2026, 11, 20)).days[0], {"sleep_h": 3}, 2)
    alice.exposures.filter(pk=entries.own.pk).update(name="Marzipan")
    alice.medicines.all().delete()
    alice.watched_signs.all().delete()
    User.objects.filter(pk=alice.pk).update(country="AU", under_16=True, units="us", time_zone="Asia/Tokyo")
    assert client.post(path).content == before
    assert client.post(path, {"as": "pdf"}).content == paper


def test_days_outside_the_period_are_not_shown(alice: User, client: Client, share: Share) -> None:
    diary.save_entry(alice, episode(places=(Place("chin", Side.RIGHT),)))
    path = share(first_day="2026-10-01", last_day="2026-10-31")
    assert "Chin" not in words(client.post(path))
    assert "Chin" in words(client.post(share()))


def test_a_code_is_asked_for_and_nothing_is_shown_without_it(alice: User, client: Client, share: Share) -> None:
    path = share(with_code="on")
    assert 'name="code"' in client.get(path).content.decode()
    for typed, says in (({}, "This field is required."), ({"code": "12"}, "A pass code has six digits.")):
        refused = client.post(path, typed)
        assert says in words(refused)
        assert "summary-headline" not in refused.content.decode()
    assert alice.shared_links.get().wrong_codes == 0
    assert "Twitch diary" in words(client.post(path, {"code": share.code}))  # type: ignore[attr-defined]
    assert alice.shared_links.get().opened == 1


def test_a_wrong_code_gets_a_message_and_ten_disable_the_link(alice: User, client: Client, share: Share) -> None:
    path = share(with_code="on")
    wrong = f"{(int(share.code) + 1) % 10**6:06}"  # type: ignore[attr-defined]
    for _ in range(9):
        refused = client.post(path, {"code": wrong, "as": "pdf"})
        assert "This is not the pass code." in words(refused)
    nothing = client.get(reverse("tracker:shared", args=[new_token()]))
    last = client.post(path, {"code": wrong})
    assert (last.status_code, last.content) == (404, nothing.content)
    right = client.post(path, {"code": share.code})  # type: ignore[attr-defined]
    assert (right.status_code, right.content) == (404, nothing.content)
    assert alice.shared_links.get().opened == 0


def test_a_link_opens_until_its_last_day_is_over_where_the_person_is(
    berliner: User, client: Client, share: Share, clock: Any
) -> None:
    path = share(ends_on="2026-11-22")
    clock("2026-11-22T22:59:59Z")
    assert client.get(path).status_code == client.post(path).status_code == 200
    clock("2026-11-22T23:00:00Z")
    assert client.get(path).status_code == client.post(path).status_code == 404


def test_what_another_version_froze_opens_nothing_rather_than_breaking(
    alice: User, client: Client, share: Share
) -> None:
    path = share()
    link = alice.shared_links.get()
    link.frozen |= {"format_version": 0}
    link.save()
    assert client.post(path).status_code == 404
