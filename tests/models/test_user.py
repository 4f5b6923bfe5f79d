from importlib import import_module

import pytest
from django.apps import apps

from tracker.core.records import Person
from tracker.models import User


def test_a_persons_settings_as_a_value(alice):
    alice.time_zone, alice.country, alice.units = "Asia/Kolkata", "AU", "us"
    alice.day_starts_at, alice.calm_mode, alice.theme = 4, True, "dark"
    assert alice.person() == Person("Asia/Kolkata", "AU", "us", 4, True, "dark")


def test_what_was_skipped_and_said_once_is_taken_over_and_given_back(alice):
    person = Person(skipped=("eye_closes",), runs_in_family=True, mouth_moves=False, own_number="119")
    alice.set_person(person)
    alice.save()
    alice.refresh_from_db()
    assert alice.person() == person


def test_settings_of_a_new_user_are_the_defaults():
    assert User().person() == Person()


@pytest.mark.django_db
def test_saving_again_adds_no_exposures(alice):
    before = alice.exposures.count()
    alice.save()
    assert alice.exposures.count() == before


@pytest.mark.django_db
def test_old_usernames_are_folded_and_can_still_log_in():
    """Two that would be one keep the names they have, and each is found by exactly its own."""
    names = ["Ann", "STRASSE", "straße", "élan", "E\u0301lan"]
    User.objects.bulk_create(User(username=name) for name in names)
    folding = import_module("tracker.migrations.0012_one_form_of_names")
    folding.fold_names(apps, None)
    stored = dict(zip(names, User.objects.order_by("pk").values_list("username", flat=True), strict=True))
    assert stored == {
        "Ann": "ann", "STRASSE": "strasse", "straße": "straße", "élan": "élan", "E\u0301lan": "E\u0301lan",
    }  # fmt: skip
    assert {name: User.objects.named(name).username for name in names} == stored
    assert User.objects.named("ÉLAN").username == "élan"
    assert User.objects.named("nobody") is None


@pytest.mark.django_db
def test_visitors_are_demo_accounts_and_not_users_with_such_a_name(alice):
    visitor = User.objects.create_user(username="demo-1234", is_demo=True)
    User.objects.create_user(username="demo-account")
    User.objects.create_user(username="keeper", is_demo=True)
    assert list(User.objects.visitors()) == [visitor]
