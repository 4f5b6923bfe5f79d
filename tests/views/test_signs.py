"""Signs to watch: what is shown, in which order, what an answer quiets, and that Today shows three at most."""

from datetime import UTC, date, datetime, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tracker import diary
from tracker.core.records import Day, Diary, Episode, Onset, Place, Side, Sign, WatchedSign
from tracker.insights import rules_context

TODAY = date(2026, 11, 21)
NOSE = Place("nose_side", Side.LEFT)
SIGNS, HOME = reverse("tracker:signs"), "/"
HEADINGS = ["Get help now", "When it suits you", "For your next visit"]


def episode(day, *places, **said):
    onset = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    return Episode(uuid4(), onset, "UTC", day, places=places or (NOSE,), **said)


def log_run(user, days, *places):
    for n in range(days):
        diary.save_entry(user, episode(TODAY - timedelta(days=n), *places))


def note(user, *names, day=TODAY, onset=Onset.GRADUAL, **said):
    signs = tuple(Sign(name, onset) for name in names)
    return diary.save_check_in(user, Day(uuid4(), day, signs=signs, **said), {}, 1).row


def rules(answer, part="open"):
    return [one.flag.rule for one in answer.context[part]]


def page(answer):
    return unescape(answer.content.decode())


def say(client, rule, answer="booked"):
    return client.post(reverse("tracker:sign-answer", args=[rule]), {"answer": answer})


def test_an_empty_diary_has_nothing_to_watch(alice, alice_client):
    answer = alice_client.get(SIGNS)
    assert "Nothing that you logged asks for attention today." in page(answer)
    assert alice.watched_signs.count() == 0


def test_a_run_longer_than_the_window_is_counted_from_its_first_day(alice, alice_client):
    run = tuple(episode(TODAY - timedelta(days=ago)) for ago in range(699, -1, -1))
    diary.save(alice, Diary(alice.person(), run[0].local_date, TODAY, episodes=run), datetime.now(tz=UTC))
    said = [one for one in alice_client.get(SIGNS).context["open"] if one.flag.rule == "S2_persistent"]
    assert [one.flag.facts["run_days"] for one in said] == [700]
    assert "for 700 days" in said[0].says


def test_rules_are_given_visits_and_injections(alice, one_of_each):
    one_of_each(alice)
    seen = rules_context(alice, datetime.now(tz=UTC).date()).diary
    assert seen.visits
    assert seen.injections


def test_the_most_urgent_comes_first_each_with_its_words_source_and_date(alice, alice_client):
    log_run(alice, 15)
    note(alice, "face_droop", onset=Onset.SUDDEN, impact=6)
    for n in (1, 2):
        note(alice, day=TODAY - timedelta(days=n), impact=6)
    answer = alice_client.get(SIGNS)
    text = page(answer)
    assert rules(answer)[:2] == ["E1_face_droop", "S2_persistent"]
    assert [text.index(f"<h2>{heading}") for heading in HEADINGS] == sorted(text.index(f"<h2>{h}") for h in HEADINGS)
    assert "NHS, Twitching eyes and muscles" in text
    assert "First shown on 21 November 2026." in text
    assert 'href="tel:112"' in text


def test_an_answer_quiets_a_sign_on_today_until_its_facts_change(alice, alice_client, clock):
    log_run(alice, 15)
    assert rules(alice_client.get(HOME), "urgent") == ["S2_persistent"]
    for _ in range(2):
        assert say(alice_client, "S2_persistent")["Location"] == SIGNS
    assert rules(alice_client.get(HOME), "urgent") == []
    assert "You said on 21 November: I have booked an appointment." in page(alice_client.get(SIGNS))
    diary.save_entry(alice, episode(TODAY - timedelta(days=14), Place("chin", Side.LEFT)))
    log_run(alice, 15, Place("chin", Side.LEFT))
    assert "S2_persistent" in rules(alice_client.get(HOME), "urgent")


@pytest.mark.parametrize(
    ("answer", "days", "speaks"),
    [("seen", 60, False), ("booked", 27, False), ("booked", 28, True)],
)
def test_how_long_an_answer_keeps_a_run_quiet(answer, days, speaks, alice, alice_client, clock):
    log_run(alice, 15)
    alice_client.get(HOME)
    say(alice_client, "S2_persistent", answer)
    for n in range(1, days + 1):
        diary.save_entry(alice, episode(TODAY + timedelta(days=n)))
    clock(f"{TODAY + timedelta(days=days)}T12:00:00Z")
    alice_client.force_login(alice)
    assert ("S2_persistent" in rules(alice_client.get(HOME), "urgent")) is speaks


def test_worsening_is_raised_the_same_day_by_the_persons_yes_and_nothing_else_takes_that_answer(alice, alice_client):
    for n in range(21):
        note(alice, day=TODAY - timedelta(days=n))
    for n in range(7):
        for _ in range(3):
            diary.save_entry(alice, episode(TODAY - timedelta(days=n)))
    assert "S4_worsening" in rules(alice_client.get(SIGNS))
    assert say(alice_client, "S4_worsening", "worse_yes").status_code == 302
    (sign,) = [one for one in alice_client.get(SIGNS).context["open"] if one.flag.rule == "S4_worsening"]
    assert (sign.flag.level, sign.is_quiet) == ("soon", False)
    assert "You said that it is clearly worse than a month ago." in sign.says
    say(alice_client, "S4_worsening", "worse_no")
    (sign,) = [one for one in alice_client.get(SIGNS).context["open"] if one.flag.rule == "S4_worsening"]
    assert (sign.flag.level, sign.is_quiet) == ("next_visit", True)
    log_run(alice, 15)
    alice_client.get(SIGNS)
    assert say(alice_client, "S2_persistent", "worse_no").status_code == 404


def test_an_answer_does_not_hold_where_the_sign_became_more_urgent(alice, alice_client):
    log_run(alice, 15)
    alice_client.get(SIGNS)
    say(alice_client, "S2_persistent")
    alice.watched_signs.update(answered_level="next_visit")
    assert rules(alice_client.get(HOME), "urgent") == ["S2_persistent"]


@pytest.mark.parametrize(
    ("rule", "answer"),
    [
        ("E1_face_droop", "seen"), ("S2_persistent", "maybe"), ("S2_persistent", ""), ("S3_constant", "seen"),
        ("no_such_rule", "seen"), ("a\x00b", "seen"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_not_there(rule, answer, alice, alice_client):
    log_run(alice, 15)
    note(alice, "face_droop", onset=Onset.SUDDEN)
    alice_client.get(SIGNS)
    assert say(alice_client, rule, answer).status_code == 404
    assert set(alice.watched_signs.values_list("answer", flat=True)) == {""}


def test_nobody_answers_for_somebody_else(alice, alice_client, bob_client):
    log_run(alice, 15)
    alice_client.get(SIGNS)
    assert say(bob_client, "S2_persistent").status_code == 404
    assert alice.watched_signs.get(rule="S2_persistent").answer == ""


def test_today_shows_three_at_most_and_in_calm_mode_only_what_cannot_wait_long(alice, alice_client):
    log_run(alice, 15)
    note(alice, "face_weak", "swallow_hard", "ear_click", "eye_red_swollen_discharge")
    urgent = rules(alice_client.get(HOME), "urgent")
    assert len(urgent) == 3
    assert urgent == rules(alice_client.get(SIGNS))[:3]
    alice.days.all().delete()
    note(alice, "ear_click")
    assert rules(alice_client.get(HOME), "urgent") == ["S2_persistent", "N8_click"]
    alice.calm_mode = True
    alice.save()
    assert rules(alice_client.get(HOME), "urgent") == []


def test_on_today_an_emergency_comes_before_all_else_and_other_signs_last(alice, alice_client):
    note(alice, "ear_click")
    text = page(alice_client.get(HOME))
    assert text.index("Twitching now") < text.index('id="today-signs"')
    alice.days.all().delete()
    note(alice, "face_weak", onset=Onset.SUDDEN)
    text = page(alice_client.get(HOME))
    assert text.index('id="today-signs"') < text.index("Twitching now")


def test_reassurance_is_on_its_page_only_and_leaves_no_history(alice, alice_client):
    for n in range(14):
        note(alice, day=TODAY - timedelta(days=n), no_twitch=True)
    answer = alice_client.get(SIGNS)
    assert rules(answer, "reassuring") == ["R3_quiet"]
    assert "No twitch logged for 14 days." not in page(alice_client.get(HOME))
    assert alice.watched_signs.count() == 0


def test_what_no_longer_matches_is_listed_with_its_days(alice, alice_client, clock):
    note(alice, "face_weak")
    alice_client.get(SIGNS)
    clock("2027-01-10T12:00:00Z")
    alice_client.force_login(alice)
    answer = alice_client.get(SIGNS)
    assert (rules(answer), rules(answer, "past")) == (["S27_never_seen"], ["S1_face_weak"])
    assert "No longer matching" in page(answer)


def test_the_face_tells_since_when_in_the_whole_diary_the_oldest_first(alice, alice_client):
    log_run(alice, 2)
    for ago, place in ((900, "chin"), (800, "calf")):
        diary.save_entry(alice, episode(TODAY - timedelta(days=ago), Place(place, Side.RIGHT)))
    answer = alice_client.get(SIGNS)
    assert answer.context["heat"] == [
        ("chin:right", 1, "since the diary began (4 Jun 2024) or before, on 1 day"),
        ("calf:right", 1, "since 12 Sep 2024, on 1 day"),
        ("nose_side:left", 4, "since 20 Nov 2026, on 2 days"),
    ]
    assert "Side of nose, left: since 20 Nov 2026" in page(answer)


def test_an_installation_may_leave_patterns_alone(alice, alice_client, settings):
    settings.PATTERN_FLAGS = False
    log_run(alice, 15)
    note(alice, "face_weak")
    assert rules(alice_client.get(SIGNS)) == ["S1_face_weak"]


def test_the_doctors_page_tells_them_with_the_day_they_were_first_shown(alice, alice_client, clock):
    log_run(alice, 15)
    alice_client.get(HOME)
    clock("2026-11-23T12:00:00Z")
    period = {"first_day": "2026-01-01", "last_day": "2026-01-31"}
    table = alice_client.get("/doctor/", period).context["summary"].section("signs_to_watch").tables[0]
    assert [cell.value for cell in table.rows[0]] == ["S2_persistent", "routine", "2026-11-21"]
    assert table.rows[0][0].text in page(alice_client.get("/doctor/", period))
    assert alice_client.get("/doctor/summary.pdf", period)["Content-Type"] == "application/pdf"


def test_an_answer_comes_along_in_the_diarys_file(alice, alice_client, bob, bob_client):
    log_run(alice, 15)
    alice_client.get(SIGNS)
    say(alice_client, "S2_persistent", "seen")
    file = SimpleUploadedFile("diary.json", alice_client.get(reverse("tracker:export")).getvalue())
    bob_client.post(reverse("tracker:data"), {"file": file})
    (sign,) = [one for one in bob_client.get(SIGNS).context["open"] if one.flag.rule == "S2_persistent"]
    assert (sign.sign.answer, sign.is_quiet) == ("seen", True)


def test_a_past_sign_of_a_removed_rule_keeps_its_days_and_its_answer(alice, alice_client):
    gone = WatchedSign("Z9_gone", 1, "soon", 7, {}, ("says",), TODAY, TODAY, "seen", TODAY, is_over=True)
    alice.watched_signs.create(user=alice, **{**vars(gone), "says": list(gone.says)})
    assert "What this rule said then can no longer be shown." in page(alice_client.get(SIGNS))
    assert "You had been seen." in page(alice_client.get(SIGNS))
