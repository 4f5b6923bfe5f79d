"""Days of the journal, newest first, and a search that leaves nothing in an address."""

import re
from datetime import UTC, date, datetime, timedelta
from html import escape
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tracker import diary
from tracker.core.demo import believable
from tracker.core.records import Day
from tracker.models import Episode

JOURNAL = reverse("tracker:journal")
DEMO = believable(date(2026, 11, 20), 90, 1)


@pytest.fixture
def keeper(alice):
    diary.save(alice, DEMO, datetime(2026, 11, 21, tzinfo=UTC))
    return alice


def test_paging_back_shows_every_day_once(keeper, alice_client):
    shown, before = [], ""
    while True:
        page = alice_client.get(JOURNAL, {"before": before})
        context, found = page.context, re.findall(r'<h3>\s*<a href="/day/([0-9-]+)/">', page.content.decode())
        shown += [date.fromisoformat(day) for day in found]
        if not context["older"]:
            break
        before = context["older"].isoformat()
    assert shown == [date(2026, 11, 21) - timedelta(days=n) for n in range(len(shown))]
    assert shown[-1] == diary.first_date(keeper)


def test_forward_leads_back_to_today(keeper, alice_client):
    context = alice_client.get(JOURNAL, {"before": "2026-11-07"}).context
    assert context["newer"] == date(2026, 11, 21)
    assert alice_client.get(JOURNAL).context["newer"] is None


def test_months_head_the_days_and_a_date_is_one_step_away(keeper, alice_client):
    text = alice_client.get(JOURNAL, {"before": "2026-11-07"}).content.decode()
    assert [month for month in ("October 2026", "November 2026") if f'<h2 class="month">{month}</h2>' in text] == [
        "October 2026",
        "November 2026",
    ]
    assert 'name="before" value="2026-11-07"' in text
    assert "Go to date" not in alice_client.post(JOURNAL, {"words": "x"}).content.decode()


def test_deleting_is_behind_the_entry_and_strength_is_a_figure(alice, alice_client):
    at = datetime(2026, 11, 20, tzinfo=UTC)
    for strength in (2, 5, 9, None):
        Episode.objects.create(user=alice, onset=at, zone="UTC", local_date=at.date(), strength=strength)
    text = " ".join(alice_client.get(JOURNAL).content.decode().split())
    assert "Delete" not in text
    for strength, look in ((2, ""), (5, " is-middle"), (9, " is-high")):
        assert f'<span class="strength{look}"> {strength} </span>' in text


def test_an_empty_journal_says_so_kindly(alice_client):
    assert "Nothing here yet." in alice_client.get(JOURNAL).content.decode()


def test_a_search_finds_matches_and_is_not_in_the_address(keeper, alice_client):
    wanted = {"place": "nose_side:left", "at_least": "4", "since": "2026-11-01", "until": "2026-11-20"}
    page = alice_client.post(JOURNAL, wanted)
    expected = [
        episode.id
        for episode in reversed(DEMO.episodes)
        if "nose_side:left" in map(str, episode.places)
        and (episode.strength or 0) >= 4
        and episode.local_date >= date(2026, 11, 1)
    ]
    assert [episode.id for episode in page.context["found"]] == expected
    assert expected
    assert page.status_code == 200


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("Übermüdet aufgewacht", "übermüdet"), ("ПОСЛЕ обеда", "после"), ("l’ÉLAN vital", "élan"),
        ("l’e\u0301lan", "ÉLAN"), ("auf der Straße", "STRASSE"), ("Işık çok parlaktı", "IŞIK"),
        ("After lunch", "after"), ("50 % tired", "50 %"), ("a_b", "A_B"),
    ],
)  # fmt: skip
def test_a_word_is_found_however_it_is_written(note, words, alice, alice_client):
    at = datetime(2026, 11, 20, tzinfo=UTC)
    for text in (note, "something else", ""):
        Episode.objects.create(user=alice, onset=at, zone="UTC", local_date=at.date(), note=text)
    found = alice_client.post(JOURNAL, {"words": words}).context["found"]
    assert [episode.note for episode in found] == [note]


def test_a_search_for_words_cuts_at_the_newest_hundred_too(alice, alice_client):
    at = datetime(2026, 11, 20, tzinfo=UTC)
    Episode.objects.bulk_create(
        Episode(user=alice, onset=at - timedelta(minutes=n), zone="UTC", local_date=at.date(), note=f"Müde {n}")
        for n in range(102)
    )
    page = alice_client.post(JOURNAL, {"words": "müde"})
    assert [episode.note for episode in page.context["found"]] == [f"Müde {n}" for n in range(100)]
    assert page.context["is_cut"]


def test_results_come_first_and_the_search_is_one_line(keeper, alice_client):
    page = alice_client.post(JOURNAL, {"words": "coffee", "place": "nose_side:left"}).content.decode()
    line = page[page.index('<details class="fold">') :]
    assert line.index("coffee · Side of nose, left") < line.index("Change search") < line.index("<form")
    refused = alice_client.post(JOURNAL, {"at_least": "11"}).content.decode()
    assert '<details class="fold" open>' in refused


def test_a_search_covers_the_persons_own_notes_only(keeper, bob_client):
    assert bob_client.post(JOURNAL, {"place": "nose_side:left"}).context["found"] == []


def test_only_the_newest_hundred_are_shown(alice, alice_client):
    at = datetime(2026, 11, 20, tzinfo=UTC)
    Episode.objects.bulk_create(
        Episode(user=alice, onset=at - timedelta(minutes=n), zone="UTC", local_date=at.date()) for n in range(101)
    )
    page = alice_client.post(JOURNAL, {})
    assert (len(page.context["found"]), page.context["is_cut"]) == (100, True)
    assert "Only the newest 100 are shown." in page.content.decode()


def test_what_a_person_typed_is_shown_and_never_run(alice, alice_client):
    text = "<script>alert(1)</script>\"'&"
    at = datetime(2026, 11, 20, tzinfo=UTC)
    Episode.objects.create(user=alice, onset=at, zone="UTC", local_date=at.date(), note=text)
    alice.exposures.filter(key="sleep_h").update(key="own_1", name=text, unit="<u>")
    for path in (JOURNAL, "/", "/week/", "/settings/", "/check-in/2026-11-20/"):
        page = alice_client.get(path).content.decode()
        assert "<script>alert" not in page
        assert "<u>" not in page
    assert escape(text) in alice_client.get(JOURNAL).content.decode()


def test_a_month_is_named_once_above_today_and_the_days_before(alice, alice_client, time_machine):
    for today, months in ((date(2026, 11, 20), ["November"]), (date(2026, 12, 1), ["December", "November"])):
        time_machine.move_to(datetime(today.year, today.month, today.day, 12, tzinfo=UTC), tick=False)
        alice_client.force_login(alice)
        for ago in (0, 1, 2):
            diary.save_entry(alice, Day(uuid4(), today - timedelta(days=ago)))
        page = alice_client.get(JOURNAL).content.decode()
        assert re.findall(r'<h2 class="month">(\w+) 2026</h2>', page) == months


def test_the_days_before_today_follow_their_changes(alice, alice_client):
    today = timezone.now().date()
    for ago in (1, 0, 3):
        alice_client.get(JOURNAL)
        diary.save_entry(alice, Day(uuid4(), today - timedelta(days=ago), note=f"note of {ago}"))
        assert f"note of {ago}" in alice_client.get(JOURNAL).content.decode()
