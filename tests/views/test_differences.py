"""Reading a file into a diary that is there: what differs is shown with its date, and can be taken from the file."""

from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from walk.forms import form_with

from tracker import diary
from tracker.core.formats import diary_json, diary_tables
from tracker.core.records import Day, Diary, Episode, Exposure, Onset, Person, Reading, Sign, Summary, Threshold
from tracker.views.differences import MAX_OFFERED

DATA, CHOOSE, SIGNS = reverse("tracker:data"), reverse("tracker:differences"), reverse("tracker:signs")
DATE = date(2026, 11, 12)
NOON = datetime(2026, 11, 12, 12, tzinfo=UTC)
MINE = Day(UUID(int=1), DATE, impact=3, note="evening, at the desk")
THEIRS = Day(
    UUID(int=2), DATE, impact=4, worry=5, note="morning, elsewhere", signs=(Sign("face_droop", Onset.SUDDEN),)
)
FILE = Diary(Person("UTC", pregnant=True), DATE, DATE, days=(THEIRS,))


def read_in(client, value, write=diary_json.write, **more):
    return client.post(DATA, {"file": SimpleUploadedFile("diary", write(value)), **more})


def choices(answer):
    """The form with the choices, as the page sends it, and the keys that it offers."""
    sent = form_with(answer.content.decode(), ["document"]).current_values()
    return sent, [name for name, value in sent.items() if value == ["mine"]]


def page(answer):
    return unescape(answer.content.decode())


@pytest.fixture
def keeper(alice):
    diary.save_check_in(alice, MINE, {}, 1)
    return alice


@pytest.mark.parametrize("write", [diary_json.write, diary_tables.write], ids=["json", "tables"])
def test_a_second_check_in_of_a_date_is_merged_and_what_differs_is_named(write, keeper, alice_client):
    text = page(read_in(alice_client, FILE, write))
    assert "12 November 2026, Check-in: How much did it get in the way?" in text
    assert "Keep mine: 3" in text
    assert "Take the file’s: 4" in text
    assert "I am pregnant" in text
    assert "Other signs · How much did you worry about it? · Note" in text
    row = keeper.days.get()
    assert (row.impact, row.worry, row.signs) == (3, 5, [["face_droop", "sudden"]])
    assert (MINE.note in row.note, THEIRS.note in row.note) == (True, True)


def test_a_sign_that_cannot_wait_is_seen_by_the_rules(keeper, alice_client):
    diary.save_entry(keeper, Episode(uuid4(), NOON, "UTC", NOON.date()))
    read_in(alice_client, FILE)
    assert [one.flag.rule for one in alice_client.get(SIGNS).context["open"]][:1] == ["E1_face_droop"]


def test_keeping_mine_is_preset_and_changes_nothing(keeper, alice_client):
    sent, offered = choices(read_in(alice_client, FILE))
    assert len(offered) == 2
    before = diary.load_all(keeper)
    answer = alice_client.post(CHOOSE, sent, follow=True)
    assert "Your diary stays as it is." in page(answer)
    keeper.refresh_from_db()
    assert diary.load_all(keeper) == before


def test_each_difference_is_taken_by_itself(keeper, alice_client):
    sent, (setting, entry) = choices(read_in(alice_client, FILE))
    answer = alice_client.post(CHOOSE, sent | {entry: "file"}, follow=True)
    assert "1 value was taken from the file." in page(answer)
    keeper.refresh_from_db()
    assert (keeper.days.get().impact, keeper.pregnant) == (4, False)
    alice_client.post(CHOOSE, sent | {setting: "file"})
    keeper.refresh_from_db()
    assert keeper.pregnant


def test_one_button_takes_all(keeper, alice_client):
    sent, _offered = choices(read_in(alice_client, FILE))
    assert "2 values were taken from the file." in page(alice_client.post(CHOOSE, sent | {"all": "yes"}, follow=True))
    keeper.refresh_from_db()
    assert (keeper.days.get().impact, keeper.pregnant) == (4, True)


def test_the_files_values_can_be_taken_at_once_and_are_named(keeper, alice_client):
    text = page(read_in(alice_client, FILE, conflicts="take"))
    assert "Taken from the file" in text
    assert "Here: 3" in text
    keeper.refresh_from_db()
    assert (keeper.days.get().impact, keeper.pregnant) == (4, True)
    assert "Imported: 0 new entries, 1 were there already." in page(alice_client.get(read_in(alice_client, FILE).url))


def test_differences_changed_in_between_are_asked_about_again(keeper, alice_client):
    sent, (_setting, entry) = choices(read_in(alice_client, FILE))
    diary.save_check_in(keeper, replace(keeper.days.get().record(), impact=9), {}, 2)
    again = alice_client.post(CHOOSE, sent | {entry: "file"})
    assert "Something changed meanwhile. Please choose once more" in page(again)
    assert "Keep mine: 9" in page(again)
    assert keeper.days.get().impact == 9
    sent, (_setting, entry) = choices(again)
    alice_client.post(CHOOSE, sent | {entry: "file"})
    assert keeper.days.get().impact == 4


def test_an_entry_deleted_in_between_stays_deleted(keeper, alice_client):
    sent, _offered = choices(read_in(alice_client, FILE))
    keeper.days.get().delete()
    alice_client.post(CHOOSE, sent | {"all": "yes"})
    assert not keeper.days.exists()


@pytest.mark.parametrize("document", ["", "not json", '{"format": "other"}', "\x00", "[" * 9_000])
def test_a_page_that_lost_the_file_changes_nothing(document, keeper, alice_client):
    answer = alice_client.post(CHOOSE, {"document": document, "all": "yes"}, follow=True)
    assert "This page has lost the file." in page(answer)
    assert keeper.days.get().record() == MINE


def test_thresholds_differ_in_the_words_of_their_page(keeper, alice_client):
    moved = replace(FILE, person=Person(thresholds=(Threshold("run_gap_days", 5.0),)))
    assert "most days between two days of one run, and since its last day: 5" in page(read_in(alice_client, moved))


def test_a_value_has_the_name_of_its_exposure_and_not_of_a_threshold(keeper, alice_client):
    drunk = Reading(UUID(int=6), "caffeine_mg", DATE, 80)
    caffeine = diary.load_all(keeper).exposures[1]
    file = replace(FILE, days=(), exposures=(caffeine,), readings=(drunk,))
    read_in(alice_client, file)
    text = page(read_in(alice_client, replace(file, readings=(replace(drunk, value=60),))))
    assert "12 November 2026, Caffeine: Amount" in text


def test_an_exposure_that_is_called_something_else_is_a_setting(keeper, alice_client):
    tea = Exposure(UUID(int=5), "own_tea", "Tea", "cups", Summary.SUM)
    diary.save_entry(keeper, tea)
    cup = Reading(UUID(int=6), "own_tea", DATE, 2.0)
    file = replace(FILE, days=(), exposures=(replace(tea, unit="mugs"),), readings=(cup,))
    sent, _offered = choices(read_in(alice_client, file))
    assert "What you track: Tea: Unit" in page(read_in(alice_client, file))
    alice_client.post(CHOOSE, sent | {"all": "yes"})
    assert keeper.exposures.get(key="own_tea").unit == "mugs"


def test_differences_beyond_the_limit_are_listed_and_counted(alice, alice_client):
    days = [Day(UUID(int=n), date.fromordinal(DATE.toordinal() - n), impact=3) for n in range(1, 2 * MAX_OFFERED + 12)]
    period = {"first_day": days[-1].local_date, "last_day": DATE}
    read_in(alice_client, replace(FILE, days=tuple(days), **period))
    other = replace(FILE, days=tuple(replace(day, impact=4) for day in days), **period)
    answer = read_in(alice_client, other)
    assert len(choices(answer)[1]) == MAX_OFFERED
    assert "And 11 more." in page(answer)
    alice_client.post(CHOOSE, choices(answer)[0] | {"all": "yes"})
    assert alice.days.filter(impact=4).count() == MAX_OFFERED


def test_an_entry_that_is_put_back_over_a_new_one_is_merged_with_it(keeper, alice_client):
    alice_client.post(reverse("tracker:check-in-delete", args=[DATE]))
    diary.save_check_in(keeper, replace(THEIRS, id=uuid4()), {}, 1)
    answer = alice_client.post(reverse("tracker:undo"))
    assert "Restored" in page(answer)
    assert "Keep mine: 4" in page(answer)
    row = keeper.days.get()
    assert (row.impact, MINE.note in row.note, THEIRS.note in row.note) == (4, True, True)
    sent, offered = choices(answer)
    assert len(offered) == 1
    alice_client.post(CHOOSE, sent | {offered[0]: "file"})
    assert keeper.days.get().impact == 3


def test_settings_and_medicines_that_changed_since_stay_when_an_entry_is_put_back(alice, alice_client, one_of_each):
    entries = one_of_each(alice)
    alice_client.post(reverse("tracker:dose-delete", args=[entries.dose.client_id]))
    alice.medicines.update(note="changed since")
    alice.theme = "dark"
    alice.save()
    assert alice_client.post(reverse("tracker:undo")).status_code == 302
    alice.refresh_from_db()
    assert (alice.theme, alice.medicines.get().note, alice.doses.count()) == ("dark", "changed since", 1)


def test_differences_are_applied_to_the_persons_own_diary_only(keeper, alice_client, bob, bob_client):
    diary.save_check_in(bob, replace(MINE, id=uuid4()), {}, 1)
    sent, _offered = choices(read_in(alice_client, FILE))
    bob_client.post(CHOOSE, sent | {"all": "yes"})
    assert (bob.days.get().impact, keeper.days.get().impact) == (3, 3)
