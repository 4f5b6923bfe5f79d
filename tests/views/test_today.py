"""Today offers what is still open, and after a save a card: strength by one tap, details, undo."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone
from walk.forms import form_with, forms_in

from tracker import diary
from tracker.core.records import Day, Medicine, Onset, Sign
from tracker.diary import log_no_twitch
from tracker.models import Episode, User
from tracker.pages.context import today_for

TODAY = "/"
AT = "2026-11-20T13:18:00Z"


def save(client: Client, place: str = "nose_side:left", view: str = "episode-just-now") -> Any:
    return client.post(reverse(f"tracker:{view}"), {"client_id": uuid4(), "place": place})


def text(answer: Any) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def strength(episode: Episode) -> str:
    return reverse("tracker:episode-strength", args=[episode.client_id])


@pytest.mark.parametrize(
    ("view", "question"), [("episode-just-now", "How strong was it?"), ("episode-now", "How strong is it?")]
)
def test_a_save_leads_to_its_card(view: str, question: str, berliner: User, alice_client: Client, clock: Any) -> None:
    clock(AT)
    answer = save(alice_client, view=view)
    assert answer["Location"] == "/#saved"
    page = text(alice_client.get(TODAY))
    assert "Saved · 14:18" in page
    assert '<h2 id="saved-place">Side of nose, left</h2>' in page
    assert question in page
    assert f'action="{strength(berliner.episodes.get())}"' in page


def test_one_tap_saves_the_strength(alice: User, alice_client: Client) -> None:
    save(alice_client)
    episode = alice.episodes.get()
    for _turn in range(2):
        assert alice_client.post(strength(episode), {"strength": "3"})["Location"] == "/#saved"
    episode.refresh_from_db()
    assert (episode.strength, episode.version) == (3, 2)
    page = text(alice_client.get(TODAY))
    assert "Strength 3, saved" in page
    assert "How strong was it?" not in page


@pytest.mark.parametrize("typed", ["", "11", "-1", "x", "3.5", "9" * 400])
def test_another_strength_is_refused(typed: str, alice: User, alice_client: Client) -> None:
    save(alice_client)
    assert alice_client.post(strength(alice.episodes.get()), {"strength": typed}).status_code == 404
    assert alice.episodes.get().strength is None


def test_the_strength_leaves_everything_else_as_it_is(alice: User, alice_client: Client, one_of_each: Any) -> None:
    episode = one_of_each(alice).episode
    alice_client.post(strength(episode), {"strength": "0"})
    row = alice.episodes.get()
    assert (row.strength, row.note, row.still_going, row.places) == (0, "by the window", True, ["nose_side:left"])


def test_nobody_else_can_give_a_strength(alice: User, alice_client: Client, bob_client: Client) -> None:
    save(alice_client)
    assert bob_client.post(strength(alice.episodes.get()), {"strength": "3"}).status_code == 404
    assert alice.episodes.get().strength is None


def test_undo_deletes_it_and_can_be_undone_on_the_same_page(alice: User, alice_client: Client) -> None:
    save(alice_client)
    delete = reverse("tracker:episode-delete", args=[alice.episodes.get().client_id])
    assert f'action="{delete}"' in text(alice_client.get(TODAY))
    page = alice_client.post(delete, {"back": "today"}, follow=True)
    assert page.redirect_chain == [("/", 302)]
    assert not alice.episodes.exists()
    assert 'id="saved"' not in text(page)
    assert '<input type="hidden" name="back" value="today">' in text(page)
    assert alice_client.post(reverse("tracker:undo"), {"back": "today"})["Location"] == "/"
    assert alice.episodes.count() == 1


def test_it_stays_for_an_hour_and_until_the_next_one(berliner: User, alice_client: Client, clock: Any) -> None:
    clock(AT)
    save(alice_client)
    clock("2026-11-20T13:40:00Z")
    save(alice_client, "chin:right")
    page = text(alice_client.get(TODAY))
    assert "Saved · 14:40" in page
    assert "Saved · 14:18" not in page
    clock("2026-11-20T14:40:00Z")
    assert 'id="saved"' not in text(alice_client.get(TODAY))


def test_an_episode_of_yesterday_gets_no_card(alice: User, alice_client: Client, one_of_each: Any) -> None:
    one_of_each(alice)
    assert 'id="saved"' not in text(alice_client.get(TODAY))


def test_in_calm_mode_the_card_asks_nothing(alice: User, alice_client: Client) -> None:
    alice.calm_mode = True
    alice.save()
    save(alice_client)
    page = text(alice_client.get(TODAY))
    assert 'id="saved"' in page
    assert "How strong" not in page


def test_a_strength_on_a_day_with_an_urgent_sign_shows_the_emergency_page(
    berliner: User, alice_client: Client, clock: Any
) -> None:
    clock(AT)
    save(alice_client)
    day = date(2026, 11, 20)
    diary.save_entry(berliner, Medicine(uuid4(), "Iron", day))
    signs = (Sign("fever", Onset.UNSURE), Sign("rigid_muscles", Onset.GRADUAL))
    diary.save_check_in(berliner, Day(uuid4(), day, signs=signs), {}, 1)
    page = text(alice_client.post(strength(berliner.episodes.get()), {"strength": "3"}))
    assert "Take your medicine list with you." in page
    assert berliner.episodes.get().strength == 3


def test_a_quiet_day_is_asked_about_noted_and_undone(alice: User, alice_client: Client) -> None:
    day = today_for(alice)
    page = text(alice_client.get(TODAY))
    assert "Any twitch today?" in page
    assert "A day you check in counts as a day without a twitch, unless you note one." in page
    alice_client.post(reverse("tracker:no-twitch", args=[day]))
    page = text(alice_client.get(TODAY))
    assert "Any twitch today?" not in page
    assert "Noted: a quiet day so far" in page
    delete = reverse("tracker:check-in-delete", args=[day])
    assert f'action="{delete}"' in page
    assert alice_client.post(delete, {"back": "today"})["Location"] == "/"
    assert "Any twitch today?" in text(alice_client.get(TODAY))


def test_a_quiet_day_with_values_has_no_undo(alice: User, alice_client: Client) -> None:
    day = today_for(alice)
    log_no_twitch(alice, day)
    assert alice_client.get(TODAY).context["question"].can_undo
    diary.save_check_in(alice, alice.days.get().record(), {"stress": 3}, 1)
    page = alice_client.get(TODAY)
    assert not page.context["question"].can_undo
    assert "Noted: a quiet day so far" in text(page)


def test_with_an_episode_the_check_in_says_so(alice: User, alice_client: Client) -> None:
    for place in ("chin:left", "chin:right"):
        save(alice_client, place)
    page = text(alice_client.get(TODAY))
    assert "Twitch: yes, 2" in page
    assert "Any twitch today?" not in page


@pytest.mark.parametrize("has_episode", [True, False])
def test_after_midnight_yesterday_is_asked_about_only_if_it_was_not_logged(
    has_episode: bool, berliner: User, alice_client: Client, clock: Any
) -> None:
    clock(AT)
    if has_episode:
        save(alice_client)
    clock("2026-11-20T23:30:00Z")
    page = text(alice_client.get(TODAY))
    assert ("Any twitch on Friday?" in page) == (not has_episode)
    assert "Any twitch today?" not in page
    if not has_episode:
        assert f'href="{reverse("tracker:episode-create")}?day=2026-11-20"' in page
        alice_client.post(reverse("tracker:no-twitch", args=[date(2026, 11, 20)]))
        assert "Noted: no twitch on Friday" in text(alice_client.get(TODAY))


def test_calm_mode_asks_nothing_but_a_quiet_day_is_one_tap(alice: User, alice_client: Client) -> None:
    alice.calm_mode = True
    alice.save()
    page = text(alice_client.get(TODAY))
    assert "Any twitch" not in page
    assert "No twitch today" in page


def test_the_usual_place_is_one_tap(berliner: User, alice_client: Client, clock: Any) -> None:
    clock(AT)
    for place in ("nose_side:left", "chin:left", "nose_side:left"):
        assert "Usual place" not in text(alice_client.get(TODAY))
        save(alice_client, place)
    clock("2026-11-20T14:00:00Z")
    answer = alice_client.get(TODAY)
    forms = [form for form in forms_in(TODAY, answer.content.decode()) if ("place", "nose_side:left") in form.buttons]
    assert [resolve(form.action).url_name for form in forms] == ["episode-now", "episode-just-now"]
    for form in forms:
        sent = form.current_values() | {"place": "nose_side:left"}
        assert alice_client.post(form.action, sent)["Location"] == "/#saved"
    assert sorted(berliner.episodes.values_list("still_going", flat=True)) == [False] * 4 + [True]


def test_an_episode_of_yesterday_opens_at_the_usual_place(berliner: User, alice_client: Client, clock: Any) -> None:
    clock(AT)
    for _episode in range(3):
        save(alice_client, "nose_side:left")
    (link,) = re.findall(r'href="([^"]*)"\s*>\s*One from yesterday', alice_client.get(TODAY).content.decode())
    page = alice_client.get(link, follow=True).content.decode()
    values = form_with(page, ["places", "date"]).current_values()
    assert (values["places"], values["date"]) == (["nose_side:left"], ["2026-11-19"])
    assert "About 13:00" in page


@pytest.mark.parametrize("button", [0, 1])
def test_the_usual_place_leads_to_the_emergency_page(
    button: int, berliner: User, alice_client: Client, clock: Any
) -> None:
    clock(AT)
    for hours in (20, 30, 40):
        onset = timezone.now() - timedelta(hours=hours)
        berliner.episodes.create(onset=onset, zone="UTC", local_date=onset.date(), places=["chin:left"])
    diary.save_entry(berliner, Medicine(uuid4(), "Iron", date(2026, 11, 20)))
    signs = (Sign("fever", Onset.UNSURE), Sign("rigid_muscles", Onset.GRADUAL))
    diary.save_check_in(berliner, Day(uuid4(), date(2026, 11, 20), signs=signs), {}, 1)
    page = alice_client.get(TODAY).content.decode()
    form = [form for form in forms_in(TODAY, page) if ("place", "chin:left") in form.buttons][button]
    answer = alice_client.post(form.action, form.current_values() | {"place": "chin:left"})
    assert "Take your medicine list with you." in text(answer)
    assert berliner.episodes.count() == 4


def test_today_so_far_lists_what_was_noted(berliner: User, alice_client: Client, clock: Any) -> None:
    clock(AT)
    save(alice_client)
    alice_client.post(strength(berliner.episodes.get()), {"strength": "3"})
    clock("2026-11-20T13:30:00Z")
    alice_client.post(reverse("tracker:tap"), {"client_id": uuid4(), "item": "glass_of_water"})
    diary.save_check_in(berliner, Day(uuid4(), date(2026, 11, 20)), {"sleep_h": 6.5}, 1)
    found = [(one.time, one.says) for one in alice_client.get(TODAY).context["so_far"]]
    assert found == [("14:30", "Water, 250 mL"), ("14:18", "Side of nose, left · strength 3"), ("", "Slept 6.5 h")]


def test_the_rings_lead_to_their_days_and_are_explained_in_the_first_week(
    alice: User, alice_client: Client, one_of_each: Any
) -> None:
    day = today_for(alice)
    page = text(alice_client.get(TODAY))
    assert all(f'href="{reverse("tracker:day", args=[day - timedelta(days=n)])}"' in page for n in range(7))
    assert "A number is a day with episodes" in page
    old = day - timedelta(days=7)
    diary.save_entry(alice, Day(uuid4(), old))
    assert "A number is a day with episodes" not in text(alice_client.get(TODAY))


def test_the_line_of_the_first_days_can_be_hidden(alice: User, alice_client: Client) -> None:
    log_no_twitch(alice, today_for(alice))
    page = text(alice_client.get(TODAY))
    assert "Check in on quiet days, too. Then Patterns can answer." in page
    assert "1 of 63 days" in page
    assert alice_client.post(reverse("tracker:hide-first-days"))["Location"] == "/"
    assert "Check in on quiet days, too." not in text(alice_client.get(TODAY))


def test_one_button_is_primary(alice: User, alice_client: Client) -> None:
    assert text(alice_client.get(TODAY)).count("btn-primary") == 1


def test_calm_mode_shows_the_quiet_days_and_no_count(berliner: User, alice_client: Client, clock: Any) -> None:
    berliner.calm_mode = True
    berliner.save()
    clock("2026-11-25T11:00:00Z")
    for day in ("2026-11-23", "2026-11-24"):
        log_no_twitch(berliner, date.fromisoformat(day))
    save(alice_client)
    page = text(alice_client.get(TODAY))
    assert "Two quiet days so far. The week’s picture comes on Sunday." in page
    for absent in ("The last seven days", "Today so far", "of 60 days", "Twitch: yes", "1 today"):
        assert absent not in page
    clock("2026-11-29T11:00:00Z")
    assert "See the week" in text(alice_client.get(TODAY))


def test_a_visitor_sees_what_the_product_looks_like(client: Client, db: None) -> None:
    assert 'aria-label="A week of the diary on a phone"' in client.get(TODAY).content.decode()


def test_while_an_episode_runs_its_end_is_the_primary_button(alice: User, alice_client: Client) -> None:
    save(alice_client, view="episode-now")
    page = text(alice_client.get(TODAY))
    assert page.count("btn-primary") == 1
    assert '<button class="btn btn-primary">It stopped</button>' in page
