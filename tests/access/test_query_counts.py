"""No page asks the database more often because there is more in the diary, and none asks more than twelve times.

Only files may ask more often, because each records that it was taken: the doctor's 23 times, the whole diary 18 times.
"""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tracker import diary
from tracker.core.demo import believable
from tracker.models import Day, Dose, Episode, Injection, Medicine, Reading, User, Visit

MOST = 12
MOST_OF_SAVING = 6
"""The session with its person, their diary's state, what was kept of it, that date's signs and number of episodes,
the entry; and what runs at its place."""
MOST_OF = {
    "tracker:doctor-pdf": 23, "tracker:doctor-fhir": 23, "tracker:doctor-csv": 23, "tracker:doctor-json": 23,
    "tracker:doctor-tables": 15, "tracker:export": 18, "tracker:export-tables": 18,
    # In the first week of an account, Today asks when the diary began.
    "tracker:today": 14,
}  # fmt: skip


AFTER_A_SAVE = {
    "tracker:today": 14, "tracker:journal": 6, "tracker:week": 9, "tracker:patterns": 8, "tracker:triggers": 9,
    "tracker:trigger": 10, "tracker:day": 9,
    "tracker:doctor": 11, "tracker:doctor-pdf": 14,
}  # fmt: skip
"""Of the visit right after an episode was saved, which is what a person meets who keeps a diary."""

SIGN_SAYS_SOMETHING_NEW = 4
"""It is written down: the person is locked, the signs are read and written, and read for the name of the summary."""


def keeper(name):
    return User.objects.create_user(username=name, password="a long enough password")


def log_days(user, number):
    """Entries of each kind, the newest yesterday, three a day."""
    caffeine = user.exposures.get(key="caffeine_mg")
    newest = timezone.now() - timedelta(days=1)
    times = [newest - timedelta(hours=8 * n) for n in range(number)]
    Episode.objects.bulk_create(
        Episode(user=user, onset=at, zone="UTC", local_date=at.date(), places=["chin:left"], strength=4)
        for at in times
    )
    Reading.objects.bulk_create(
        Reading(user=user, exposure=caffeine, local_date=at.date(), value=80, at=at, item="cola", source="tap")
        for at in times
    )
    log_treatments(user, times[: number // 10])
    Day.objects.bulk_create(Day(user=user, local_date=day) for day in {at.date() for at in times})


def log_treatments(user, times):
    """A medicine with a dose, injections and a visit for each of these times."""
    medicines = Medicine.objects.bulk_create(Medicine(user=user, name=f"Iron {at}", as_needed=True) for at in times)
    Dose.objects.bulk_create(
        Dose(user=user, medicine=medicine, at=at, zone="UTC", local_date=at.date())
        for medicine, at in zip(medicines, times, strict=True)
    )
    spots = [["chin:left", 2.5]]
    Injection.objects.bulk_create(Injection(user=user, day=at.date(), product="A", spots=spots) for at in times)
    Visit.objects.bulk_create(Visit(user=user, day=at.date(), who="Dr A", questions=["Why?"]) for at in times)


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    """Three people, each logged in: ten entries, a thousand, and the demo diary."""
    with django_db_blocker.unblock():
        few, many, demo = keeper("few"), keeper("many"), keeper("demo")
        log_days(few, 10)
        log_days(many, 1_000)
        today = datetime.now(tz=UTC)
        diary.save(demo, believable(today.date() - timedelta(days=1), 180, 1), today)
        clients = {}
        for user in (few, many, demo):
            clients[user.username] = Client()
            clients[user.username].force_login(user)
        yield {user.username: (user, clients[user.username]) for user in (few, many, demo)}
        for user in (few, many, demo):
            # Nothing takes this back, as it does with what a test writes: a log-in left behind is in the next test.
            clients[user.username].logout()
            user.delete()


def ids_of(user):
    """An entry of the kind that an address is about, where it is no episode."""
    tables = {
        "medicine": user.medicines, "dose": user.doses, "injection": user.injections, "visit": user.visits,
        "reading": user.readings.filter(source="tap"), "exposure": user.exposures.order_by("pk"),
    }  # fmt: skip
    return {kind: rows.last().client_id for kind, rows in tables.items() if rows.exists()}


def got(client, path):
    """The answer, read to its end: a file holds its place among the long pages until then."""
    answer = client.get(path)
    if answer.streaming:
        answer.getvalue()
    return answer


def count(user, client, path):
    got(client, path)
    with CaptureQueriesContext(connection) as asked:
        answer = got(client, path)
    assert answer.status_code < 500
    return len(asked), answer.status_code


@pytest.mark.django_db
def test_a_page_asks_as_often_for_a_thousand_entries_as_for_ten(address, path_of, people):
    counts = {}
    for name, (user, client) in people.items():
        kind = address.name.removeprefix("tracker:").partition("-")[0]
        client_id = ids_of(user).get(kind, user.episodes.last().client_id) if address.ids else uuid4()
        counts[name] = count(user, client, path_of(address, client_id))
    assert counts["few"][1] == counts["many"][1]
    # A short diary has no analysis that is kept, and no past.
    assert counts["many"][0] <= max(counts["few"][0], MOST_OF.get(address.name, 0))
    assert counts["demo"][0] <= MOST_OF.get(address.name, MOST)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["few", "many"])
def test_an_episode_is_saved_in_seven_queries(name, people):
    user, client = people[name]
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(reverse("tracker:episode-now"), {"client_id": uuid4(), "place": "chin:left"})
    assert answer.status_code == 302
    assert sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in asked) == MOST_OF_SAVING
    assert user.episodes.filter(still_going=True).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("name", AFTER_A_SAVE)
def test_a_visit_right_after_a_save_asks_no_more_often_for_a_longer_diary(name, people):
    counts = {}
    for user, client in people.values():
        about = {
            "tracker:trigger": user.exposures.get(key="caffeine_mg").client_id,
            "tracker:day": timezone.now().date(),
        }
        path = reverse(name, args=[about[name]] if name in about else [])
        client.get(path)
        client.post(reverse("tracker:episode-just-now"), {"client_id": uuid4(), "place": "chin:left"})
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        nothing = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
        counts[user.username] = sum(not query["sql"].startswith(nothing) for query in asked)
        if any(query["sql"].startswith('UPDATE "tracker_watchedsign"') for query in asked):
            counts[user.username] -= SIGN_SAYS_SOMETHING_NEW
    assert max(counts.values()) <= AFTER_A_SAVE[name], counts
