"""When an episode was, where the person was: nights on which the clock lies, days that begin late, journeys."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from tracker.core.records import choose_fold

BACK, FORWARD = "2026-10-25", "2026-03-29"


def typed(**answers):
    return {"client_id": str(uuid4()), "version": 1, "lasting": "unknown", "time": "02:30"} | answers


def edit(user):
    return reverse("tracker:episode-edit", args=[user.episodes.get().client_id])


@pytest.fixture
def twice(berliner, alice_client):
    """An episode logged at half past two in the night the clock went back: the answer to sending it."""
    return alice_client.post(reverse("tracker:episode-create"), typed(date=BACK, can_hold_back="yes", count="3"))


def test_a_time_that_is_twice_is_saved_as_the_first_and_then_asked_about(twice, berliner, alice_client):
    episode = berliner.episodes.get()
    assert twice["Location"] == reverse("tracker:episode-which", args=[episode.client_id])
    assert episode.onset == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert "02:30 happened twice" in alice_client.get(twice["Location"]).content.decode()


@pytest.mark.parametrize(("which", "hour", "version"), [("0", 0, 1), ("1", 1, 2)])
def test_the_answer_which_of_the_two_it_was_is_kept(which, hour, version, twice, berliner, alice_client):
    assert alice_client.post(twice["Location"], {"which": which})["Location"] == reverse("tracker:today")
    episode = berliner.episodes.get()
    assert (episode.onset.hour, episode.version) == (hour, version)
    assert (episode.local_date, episode.can_hold_back, episode.count) == (date(2026, 10, 25), True, 3)


@pytest.mark.parametrize("which", ["", "2", "x"])
def test_no_answer_leaves_the_first_and_asks_again(which, twice, berliner, alice_client):
    assert "Which time was it?" in alice_client.post(twice["Location"], {"which": which}).content.decode()
    assert berliner.episodes.get().onset.hour == 0


def test_an_edit_keeps_which_of_the_two_it_was(twice, berliner, alice_client):
    alice_client.post(twice["Location"], {"which": "1"})
    page = alice_client.get(edit(berliner)).context["form"]
    assert page["which"].value() == "1"
    alice_client.post(edit(berliner), typed(date=BACK, which="1", version=2, note="later"))
    episode = berliner.episodes.get()
    assert (episode.onset.hour, choose_fold(episode.onset, episode.zone), episode.note) == (1, 1, "later")


def test_an_edit_can_change_which_of_the_two_it_was(twice, berliner, alice_client):
    answer = alice_client.post(edit(berliner), typed(date=BACK, which="1"))
    assert answer["Location"] == reverse("tracker:today")
    assert berliner.episodes.get().onset.hour == 1


@pytest.mark.parametrize(("until", "seconds"), [("02:45", 900), ("02:15", 2_700), ("03:00", 5_400), ("02:30", 0)])
def test_an_end_in_the_night_the_clock_goes_back_is_the_next_time_it_shows_that(
    until, seconds, berliner, alice_client
):
    alice_client.post(reverse("tracker:episode-create"), typed(date=BACK, which="0", lasting="until", until=until))
    assert berliner.episodes.get().duration_s == seconds


def test_an_end_after_the_second_of_two_equal_times_is_counted_from_that(berliner, alice_client):
    alice_client.post(reverse("tracker:episode-create"), typed(date=BACK, which="1", lasting="until", until="02:45"))
    assert berliner.episodes.get().duration_s == 900


def test_a_time_that_the_clock_skipped_moves_on_and_says_so(berliner, alice_client):
    answer = alice_client.post(reverse("tracker:episode-create"), typed(date=FORWARD), follow=True)
    assert "The clock skipped that time that night" in answer.content.decode()
    assert berliner.episodes.get().onset == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert "03:30" in alice_client.get(edit(berliner)).content.decode()


@pytest.mark.parametrize(("begins", "time", "day"), [(0, "02:30", 20), (4, "02:30", 19), (4, "04:00", 20)])
def test_an_early_hour_belongs_to_the_day_that_the_person_says(begins, time, day, berliner, alice_client):
    berliner.day_starts_at = begins
    berliner.save()
    alice_client.post(reverse("tracker:episode-create"), typed(date="2026-11-20", time=time))
    assert berliner.episodes.get().local_date == date(2026, 11, day)


def test_a_new_begin_of_the_day_moves_no_entry_that_is_only_edited(berliner, alice_client):
    alice_client.post(reverse("tracker:episode-create"), typed(date="2026-11-20"))
    berliner.day_starts_at = 4
    berliner.save()
    alice_client.post(edit(berliner), typed(date="2026-11-20", note="late"))
    episode = berliner.episodes.get()
    assert (episode.local_date, episode.note) == (date(2026, 11, 20), "late")


def test_travelling_moves_nothing(berliner, alice_client):
    alice_client.post(reverse("tracker:episode-create"), typed(date="2026-11-20", time="23:30"))
    before = berliner.episodes.values().get()
    berliner.time_zone = "Pacific/Auckland"
    berliner.save()
    page = alice_client.get(edit(berliner))
    assert (page.context["form"]["date"].value(), page.context["form"]["time"].value().hour) == (
        date(2026, 11, 20),
        23,
    )
    assert "Europe/Berlin" in page.content.decode()
    alice_client.post(edit(berliner), typed(date="2026-11-20", time="23:30"))
    assert berliner.episodes.values().get() == before


def test_a_quick_tap_is_logged_where_and_when_the_person_is(berliner, alice_client, clock):
    clock("2026-11-20T23:30:45Z")
    alice_client.post(reverse("tracker:episode-now"), {"client_id": uuid4(), "place": "nose_side:left"})
    episode = berliner.episodes.get()
    assert (episode.zone, episode.local_date, episode.still_going) == ("Europe/Berlin", date(2026, 11, 21), True)
    assert episode.onset == datetime(2026, 11, 20, 23, 30, 45, tzinfo=UTC)


def test_an_edit_that_leaves_the_time_alone_keeps_its_seconds(berliner, alice_client, clock):
    clock("2026-11-20T23:30:45Z")
    alice_client.post(reverse("tracker:episode-now"), {"client_id": uuid4(), "place": "nose_side:left"})
    alice_client.post(edit(berliner), typed(date="2026-11-21", time="00:30", strength="3"))
    episode = berliner.episodes.get()
    assert (episode.onset.second, episode.strength) == (45, 3)


@pytest.mark.parametrize(("ahead", "saved"), [("23:59", True), ("13:01", False)])
def test_a_day_of_slack_for_clocks_that_are_ahead(ahead, saved, berliner, alice_client):
    day = "2026-11-21" if saved else "2026-11-22"
    answer = alice_client.post(reverse("tracker:episode-create"), typed(date=day, time=ahead))
    assert (answer.status_code == 302, berliner.episodes.exists()) == (saved, saved)
    assert saved or "This time is still to come." in answer.content.decode()


@pytest.mark.parametrize(("ago", "seconds"), [("", 7_200), ("0", 7_200), ("20", 6_000), ("500", 0)])
def test_it_stopped_then(ago, seconds, alice, alice_client, clock, one_of_each):
    clock("2026-11-21T12:00:00Z")
    episode = one_of_each(alice).episode
    clock("2026-11-20T14:00:00Z")
    alice_client.post(reverse("tracker:episode-stopped", args=[episode.client_id]), {"version": 1, "minutes_ago": ago})
    episode.refresh_from_db()
    assert (episode.duration_s, episode.still_going, episode.version) == (seconds, False, 2)


def test_a_forgotten_episode_lasts_a_week_at_most(alice, alice_client, clock, one_of_each):
    episode = one_of_each(alice).episode
    clock("2026-12-05T12:00:00Z")
    alice_client.post(reverse("tracker:episode-stopped", args=[episode.client_id]), {"version": 1})
    episode.refresh_from_db()
    assert episode.duration_s == 7 * 24 * 3600


def test_the_place_of_last_time_is_offered_first(alice, alice_client, one_of_each):
    one_of_each(alice)
    page = alice_client.get(reverse("tracker:episode-now"), follow=True)
    assert page.context["last_place"] == "nose_side:left"
    assert "same place as last time" in page.content.decode()


def test_two_taps_from_the_first_page_to_a_saved_episode(alice, alice_client):
    first = alice_client.get("/").content.decode()
    assert f'href="{reverse("tracker:episode-now")}"' in first
    address = alice_client.get(reverse("tracker:episode-now"))["Location"]
    button = {"client_id": alice_client.get(address).context["client_id"], "place": "nose_side:left"}
    assert alice_client.post(address, button)["Location"] == "/#saved"
    assert alice.episodes.get().places == ["nose_side:left"]


def test_the_place_of_a_saved_episode_is_one_line_until_the_form_comes_back(alice, alice_client, one_of_each):
    row = one_of_each(alice).episode
    address = reverse("tracker:episode-edit", args=[row.client_id])
    page = alice_client.get(address).content.decode()
    assert '<details class="card line">' in page
    assert "<strong>Side of nose, left</strong>" in page
    questions = ["How strong", "How long", "How it feels", "What you think set it off", "Did anything come", ">Note<"]
    assert [page.index(text) for text in questions] == sorted(page.index(text) for text in questions)
    again = alice_client.post(address, {"lasting": "minutes", "date": "2026-11-20", "time": "12:00"}).content.decode()
    assert '<details class="card line">' not in again
    assert "How many minutes was it?" in again


def test_without_a_place_the_face_is_open(alice, alice_client, one_of_each):
    row = one_of_each(alice).episode
    for address in (
        reverse("tracker:episode-edit", args=[row.client_id]),
        reverse("tracker:episode-draft", args=[uuid4()]),
    ):
        type(row).objects.update(places=[])
        assert '<details class="card line">' not in alice_client.get(address).content.decode()


def test_rough_times_are_offered_for_an_earlier_day_only(alice_client, clock):
    clock("2026-11-21T10:00:00Z")
    address = reverse("tracker:episode-draft", args=[uuid4()])
    offered = 'data-fill="13:00"'
    assert offered in alice_client.get(f"{address}?day=2026-11-20").content.decode()
    assert offered not in alice_client.get(address).content.decode()
