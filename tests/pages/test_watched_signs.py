"""What a card of a sign says: how soon, what to do, and whether it is clearly worse."""

from datetime import UTC, date, datetime, timedelta
from html import unescape
from uuid import uuid4

from django.urls import reverse

from tracker import diary
from tracker.core.records import Day, Episode, Onset, Place, Side, Sign

TODAY = date(2026, 11, 21)
NOSE = Place("nose_side", Side.LEFT)
SIGNS, HOME = reverse("tracker:signs"), "/"


def episode(day, **said):
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    return Episode(uuid4(), at, "UTC", day, places=(NOSE,), **said)


def log_run(user, days):
    for ago in range(days):
        diary.save_entry(user, episode(TODAY - timedelta(days=ago)))


def page(answer):
    return unescape(answer.content.decode())


def say(client, rule, answer):
    return client.post(reverse("tracker:sign-answer", args=[rule]), {"answer": answer})


def log_worse(user):
    """Three weeks logged in full, the last one with five times as many episodes."""
    for ago in range(28):
        day = TODAY - timedelta(days=ago)
        for _ in range(5 if ago < 7 else 1):
            diary.save_entry(user, episode(day, count=5))


WORSE = "Is it clearly worse than a month ago?"


def test_worsening_asks_the_person_and_a_yes_makes_it_within_two_weeks(alice, alice_client):
    log_worse(alice)
    assert WORSE in page(alice_client.get(SIGNS))
    say(alice_client, "S4_worsening", "worse_yes")
    answer = alice_client.get(SIGNS)
    (sign,) = [one for one in answer.context["open"] if one.flag.rule == "S4_worsening"]
    assert (sign.flag.level, sign.title, sign.is_quiet) == ("soon", "Within two weeks", False)
    assert WORSE not in page(answer)


def test_a_no_keeps_worsening_quiet(alice, alice_client):
    log_worse(alice)
    alice_client.get(SIGNS)
    say(alice_client, "S4_worsening", "worse_no")
    answer = alice_client.get(SIGNS)
    assert "You said on 21 November: it is not clearly worse." in page(answer)
    assert WORSE not in page(answer)
    assert "S4_worsening" not in [one.flag.rule for one in alice_client.get(HOME).context["urgent"]]


def test_a_routine_sign_looks_routine_and_repeats_nothing(alice, alice_client):
    log_run(alice, 15)
    answer = alice_client.get(SIGNS)
    assert "<h2>When it suits you" in page(answer)
    assert "two weeks." not in page(answer).replace("a twitch lasts more than 2 weeks.", "")
    assert "is-soon" not in page(answer)
    assert "is-soon" not in page(alice_client.get(HOME))
    signs = tuple(Sign(name, Onset.SUDDEN) for name in ("face_droop", "hearing_loss", "ear_click"))
    diary.save_check_in(alice, Day(uuid4(), TODAY, signs=signs), {}, 1)
    found = alice_client.get(SIGNS).context["open"]
    assert len({one.flag.level for one in found}) > 2
    assert all(not one.advice or one.advice not in one.says for one in found)


def test_worse_is_an_answer_only_where_it_is_asked(alice, alice_client):
    log_run(alice, 15)
    alice_client.get(SIGNS)
    assert say(alice_client, "S2_persistent", "worse_yes").status_code == 404
    assert say(alice_client, "S2_persistent", "seen").status_code == 302
