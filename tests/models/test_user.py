import pytest

from tracker.models import User
from tracker.records import Person


def test_a_persons_settings_as_a_value(alice):
    alice.time_zone, alice.country, alice.units = "Asia/Kolkata", "AU", "us"
    alice.day_starts_at, alice.calm_mode, alice.theme = 4, True, "dark"
    assert alice.person() == Person("Asia/Kolkata", "AU", "us", 4, True, "dark")


def test_a_new_persons_settings_are_those_of_an_unsaid_value():
    assert User().person() == Person()


@pytest.mark.django_db
def test_saving_again_adds_no_exposures(alice):
    before = alice.exposures.count()
    alice.save()
    assert alice.exposures.count() == before


@pytest.mark.django_db
def test_a_visitor_is_who_came_for_the_demo_and_not_who_is_called_like_one(alice):
    visitor = User.objects.create_user(username="demo-1234", is_demo=True)
    User.objects.create_user(username="demo-account")
    User.objects.create_user(username="keeper", is_demo=True)
    assert list(User.objects.visitors()) == [visitor]
