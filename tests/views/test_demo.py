"""A demo diary of the visitor's own, which nobody else sees and which does not stay."""

import re
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tracker.core.reference.rules.levels import Level
from tracker.models import User

DEMO = reverse("tracker:demo")


@pytest.fixture
def visit(db):
    """A visitor who asks for a demo diary."""

    def come() -> Client:
        visitor = Client()
        assert visitor.post(DEMO)["Location"] == "/"
        return visitor

    return come


def test_every_visitor_gets_a_separate_diary(visit):
    first, second = visit(), visit()
    one, other = User.objects.filter(is_demo=True)
    assert one.episodes.count() == other.episodes.count() > 100
    one.episodes.all().delete()
    assert "This diary is made up." in first.get("/").content.decode()
    assert User.objects.get(pk=other.pk).episodes.exists()
    assert second.get(reverse("tracker:journal")).status_code == 200


def test_old_ones_are_cleared_away_and_people_are_not(visit, alice):
    User.objects.filter(pk=alice.pk).update(date_joined=timezone.now() - timedelta(days=400))
    visit()
    User.objects.filter(is_demo=True).update(date_joined=timezone.now() - timedelta(days=2))
    visit()
    assert User.objects.filter(is_demo=True).count() == 1
    assert User.objects.filter(pk=alice.pk).exists()


def test_who_has_a_diary_keeps_it(alice, alice_client):
    alice_client.post(DEMO)
    assert alice_client.get("/").context["user"] == alice
    assert not User.objects.filter(is_demo=True).exists()


def test_asking_by_address_makes_none(client, db):
    assert client.get(DEMO).status_code == 405
    assert not User.objects.exists()


def test_a_demo_has_no_password_to_change_and_is_asked_before_it_leaves(visit):
    visitor = visit()
    answer = visitor.get(reverse("account_change_password"), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("tracker:settings")
    page = visitor.post(reverse("tracker:leave"))
    assert page.context["leave_form"].errors["sure"]
    assert "Yes, delete this demo diary" in page.content.decode()
    assert User.objects.filter(is_demo=True).count() == 1
    visitor.post(reverse("tracker:leave"), {"sure": "on"})
    assert not User.objects.filter(is_demo=True).exists()


def test_banner_names_what_was_planted_and_leads_to_three_pages(visit):
    visitor = visit()
    page = visitor.get("/").content.decode()
    assert "short sleep brings more twitches on the same day, stress on the day after" in page
    assert "Coffee and magnesium do nothing." in page
    assert "it is deleted after a day" in page
    links = [
        reverse("tracker:triggers"),
        reverse("tracker:year", args=[timezone.localdate()]),
        reverse("tracker:doctor"),
    ]
    banner = page.partition("This diary is made up.")[2].partition("</div>")[0]
    assert re.findall(r'href="([^"]+)"', banner) == links


def test_demo_made_by_command_is_not_said_to_be_deleted(client, db):
    call_command("demo_diary", "--days", "3", stdout=StringIO())
    client.force_login(User.objects.get(username="demo"))
    page = client.get("/").content.decode()
    assert "This diary is made up." in page
    assert "deleted after a day" not in page


def test_first_page_of_the_demo_is_filled_and_asks_for_no_doctor(visit, time_machine):
    """Signs of the default demo are for the next visit at most, and today has an episode and a coffee."""
    time_machine.move_to(datetime(2026, 11, 30, 14, tzinfo=UTC), tick=False)
    context = visit().get("/").context
    assert {one.flag.level for one in context["urgent"]} <= {Level.NEXT_VISIT}
    assert len(context["urgent"]) <= 1
    assert context["totals"].episodes == 1
    assert context["totals"].values["caffeine_mg"] == 90
