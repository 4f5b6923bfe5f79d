"""Self-experiments: from the power sentence over the daily tap to the result."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tracker import diary
from tracker.core import records
from tracker.core.analysis.experiments.plan import planned_days
from tracker.core.records import Expected, Experiment, Kept, Pause

NEW = {"on": "no coffee after noon", "off": "as usual", "expected": "fewer", "design": "14-2"}


def today() -> date:
    return timezone.now().date()


def log(user, days, rate=2.0, seed=1):
    """Check-ins, and episodes at this mean rate."""
    random = Random(seed)
    for day in days:
        diary.save_check_in(user, records.Day(uuid4(), day), {}, version=1)
        for _n in range(sum(random.random() < rate / 8 for _m in range(8))):
            at = timezone.now().replace(year=day.year, month=day.month, day=day.day, hour=1)
            diary.save_entry(user, records.Episode(uuid4(), at, "UTC", day))


def planned(started_days_ago, **values):
    first = today() - timedelta(days=started_days_ago)
    fields = {"on": "no coffee", "off": "as usual", "expected": Expected.FEWER, "seed": "5eed", "pairs": 14,
              "period_days": 2, **values}  # fmt: skip
    return Experiment(uuid4(), first, **fields)


def page(client, name, *args):
    return client.get(reverse(f"tracker:{name}", args=args)).content.decode()


@pytest.fixture
def logged(alice):
    log(alice, [today() - timedelta(days=n) for n in range(1, 40)])
    return alice


def draft(client):
    return client.get(reverse("tracker:experiment-create")).url


def test_the_power_is_shown_before_it_can_start(logged, alice_client):
    address = draft(alice_client)
    assert "Start tomorrow" not in alice_client.get(address).content.decode()
    early = alice_client.post(address, NEW | {"start": "1"}).content.decode()
    assert "If this halves your twitches, 56 days show it in" in early
    assert not logged.experiments.exists()
    answer = alice_client.post(address, NEW | {"start": "1", "told": "14-2 fewer"})
    row = logged.experiments.get()
    assert answer.url == reverse("tracker:experiment", args=[row.client_id])
    assert (row.day, row.pairs, row.period_days) == (today() + timedelta(days=1), 14, 2)
    assert len(row.seed) == 32
    assert "It begins tomorrow" in page(alice_client, "today")


def test_another_length_shows_its_own_power_first(logged, alice_client):
    told = NEW | {"start": "1", "told": "14-2 fewer"}
    text = alice_client.post(draft(alice_client), told | {"design": "20-2"}).content.decode()
    assert "80 days show it in" in text
    assert not logged.experiments.exists()


def test_sent_twice_the_lot_stays(logged, alice_client):
    address = draft(alice_client)
    for _n in range(2):
        alice_client.post(address, NEW | {"start": "1", "told": "14-2 fewer"})
    row = logged.experiments.get()
    assert (row.version, len(row.seed)) == (1, 32)


def test_too_few_logged_days_cannot_start(alice, alice_client):
    log(alice, [today() - timedelta(days=n) for n in range(1, 20)])
    text = alice_client.post(draft(alice_client), NEW | {"start": "1", "told": "14-2 fewer"}).content.decode()
    assert "You logged 19 of the last 60 days." in text
    assert not alice.experiments.exists()


def test_few_twitches_are_advised_against(alice, alice_client):
    log(alice, [today() - timedelta(days=n) for n in range(1, 40)], rate=0.2)
    assert "We would not start it like this" in alice_client.post(draft(alice_client), NEW).content.decode()


@pytest.mark.parametrize("text", ["no carbamazepine", "2 tablets", "400mg less", "without Mystery Syrup"])
def test_a_medicine_is_refused(text, logged, alice_client):
    diary.save_entry(logged, records.Medicine(uuid4(), "mystery syrup"))
    found = alice_client.post(draft(alice_client), NEW | {"on": text}).content.decode()
    assert "A medicine is not for trying out by lot." in found


def test_comes_from_the_page_of_a_trigger(logged, alice_client):
    row = logged.exposures.get(key="caffeine_mg")
    address = reverse("tracker:experiment-create") + f"?about={row.client_id}"
    assert address in page(alice_client, "trigger", row.client_id)
    assert 'value="caffeine_mg"' in alice_client.get(address, follow=True).content.decode()


def test_only_one_at_a_time(alice, alice_client):
    diary.save_entry(alice, planned(3))
    assert "One is under way" in alice_client.get(draft(alice_client)).content.decode()


def test_a_tap_a_day_says_whether_it_was_kept(alice, alice_client):
    record = planned(3)
    diary.save_entry(alice, record)
    text = page(alice_client, "today")
    turn = next(day for day in planned_days(record) if day.date == today())
    assert f"<strong>{'no coffee' if turn.is_on else 'as usual'}</strong>" in text
    address = reverse("tracker:experiment-kept", args=[record.id])
    for kept in ("yes", "partly", "partly"):
        assert alice_client.post(address, {"day": today().isoformat(), "kept": kept}).status_code == 302
    assert alice.experiments.get().record().kept == (records.KeptDay(today(), Kept.PARTLY),)
    assert "Kept to it? Saved." in page(alice_client, "today")


@pytest.mark.parametrize("away", [1, -4])
def test_a_day_outside_the_days_so_far_is_not_saved(away, alice, alice_client):
    record = planned(3)
    diary.save_entry(alice, record)
    day = today() + timedelta(days=away)
    alice_client.post(reverse("tracker:experiment-kept", args=[record.id]), {"day": day, "kept": "yes"})
    assert alice.experiments.get().kept == []


def test_the_days_to_come_and_the_lot_are_on_no_page(alice, alice_client):
    record = planned(3)
    diary.save_entry(alice, record)
    for text in (
        page(alice_client, "experiment", record.id),
        page(alice_client, "experiments"),
        page(alice_client, "today"),
    ):
        assert "5eed" not in text
    assert "answer" not in page(alice_client, "experiment", record.id)


def finished(user, on_rate, off_rate):
    record = planned(60)
    diary.save_entry(user, record)
    for is_on, rate in ((True, on_rate), (False, off_rate)):
        log(user, [day.date for day in planned_days(record) if day.is_on is is_on], rate, seed=int(is_on))
    return record


def test_the_result_comes_after_the_last_day_with_its_caution(alice, alice_client):
    record = finished(alice, 0.7, 3)
    text = page(alice_client, "experiment", record.id)
    assert "Fewer twitches on the days with “no coffee”." in text
    assert "noticed or noted less" in text
    assert "drawn by lot" in text
    assert "Fewer twitches" in page(alice_client, "experiments")
    assert "See the result" in page(alice_client, "today")


def test_cannot_tell_has_the_caution_too(alice, alice_client):
    text = page(alice_client, "experiment", finished(alice, 2, 2).id)
    assert "Cannot tell whether" in text
    assert "noticed or noted less" in text


def test_nothing_is_analysed_before_the_end_nor_after_a_stop(alice, alice_client):
    record = planned(55)
    diary.save_entry(alice, record)
    days = [day for day in planned_days(record) if day.date < today()]
    log(alice, [day.date for day in days if day.is_on], 0.3)
    log(alice, [day.date for day in days if not day.is_on], 4)
    assert "Fewer twitches" not in page(alice_client, "experiment", record.id)
    alice_client.post(reverse("tracker:experiment-stop", args=[record.id]))
    alice.experiments.update(day=today() - timedelta(days=90), stopped=today() - timedelta(days=36))
    assert "so there is no result" in page(alice_client, "experiment", record.id)


def test_a_pause_begins_tomorrow_and_moves_the_plan(alice, alice_client):
    record = planned(3)
    diary.save_entry(alice, record)
    pause, resume = (reverse(f"tracker:experiment-{name}", args=[record.id]) for name in ("pause", "resume"))
    for _n in range(2):
        alice_client.post(pause)
    assert alice.experiments.get().record().pauses == (Pause(today() + timedelta(days=1)),)
    alice_client.post(resume)
    assert alice.experiments.get().record().pauses == ()
    alice.experiments.update(pauses=[[(today() - timedelta(days=1)).isoformat(), None]])
    assert "It is paused." in page(alice_client, "today")
    alice_client.post(resume)
    assert alice.experiments.get().record().pauses == (Pause(today() - timedelta(days=1), today()),)


def test_no_more_than_three_pauses(alice, alice_client):
    ago = [today() - timedelta(days=n) for n in (20, 15, 10)]
    diary.save_entry(alice, planned(30, pauses=tuple(Pause(day, day) for day in ago)))
    record = alice.experiments.get().record()
    alice_client.post(reverse("tracker:experiment-pause", args=[record.id]))
    assert alice.experiments.get().record() == record


def test_a_stopped_one_cannot_go_on(alice, alice_client):
    record = planned(3)
    diary.save_entry(alice, record)
    for name in ("stop", "pause", "resume", "stop"):
        alice_client.post(reverse(f"tracker:experiment-{name}", args=[record.id]))
    assert alice.experiments.get().record() == Experiment(**vars(record) | {"stopped": today()})


def test_deleting_and_undo(alice, alice_client):
    record = finished(alice, 2, 2)
    alice_client.post(reverse("tracker:experiment-delete", args=[record.id]))
    assert not alice.experiments.exists()
    assert alice_client.post(reverse("tracker:undo")).url == reverse("tracker:experiments")
    assert alice.experiments.get().record() == record


def test_somebody_elses_experiment_does_not_exist(alice, bob_client):
    record = planned(3)
    diary.save_entry(alice, record)
    for name in ("kept", "pause", "resume", "stop", "delete"):
        assert bob_client.post(reverse(f"tracker:experiment-{name}", args=[record.id])).status_code == 404
    assert bob_client.get(reverse("tracker:experiment", args=[record.id])).status_code == 404
    assert isinstance(record.id, UUID)


def test_the_doctors_page_and_its_json_hold_the_result(alice, alice_client):
    finished(alice, 0.7, 3)
    assert "Fewer twitches on the days with “no coffee”." in page(alice_client, "doctor")
    assert '"self_experiment_1"' in page(alice_client, "doctor-json")
