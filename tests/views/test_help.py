"""Four help pages: open to everybody, with every item that the source articles name, and true to the rules."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from tracker.core.red_flags import Settings
from tracker.core.reference.rules.in_short import IN_SHORT
from tracker.core.reference.rules.levels import LEVEL_NAMES, Level
from tracker.core.reference.rules.mention import ALL_RULES
from tracker.models import User

PAGES = ["help-about", "help-doctor", "help-triggers", "help-privacy"]
WORDS_OF_THE_ARTICLES = """
    fasciculation; spasm; few fibres; one side of the nose; barely noticeable; entire side of the face; few seconds;
    several hours; brief; by itself; temporary; constant; occasionally; persistent; worsening; annoying; distract;
    unsettle; unpleasant; levator labii superioris alaeque nasi; nasalis; procerus; facial nerve; cranial nerve vii;
    eyebrow; smile; stress; anxiety; cortisol; fatigue; physical work; sleep; muscle cramps; dehydration; nutrients;
    electrolytes; magnesium; potassium; caffeine; nicotine; stimulants; diuretics; asthma; decongestants;
    recent change; disorder of the nerves; tourette; tics; tumour; cerebellopontine angle; structural;
    hemifacial spasm; blood vessel; damaged; neurological disorder; weeks without relief; spreads; other movements;
    pain; numbness; vision; hearing; weakness; paralysis; move an eyebrow; to speak; swallow; mindfulness meditation;
    deep breathing; sleep habits; consistent schedule; enough rest; water; massage around the nose; balanced diet;
    muscle relaxants; anticonvulsants; carbamazepine; botulinum toxin; lack of nutrients; adjust a medicine;
    lifestyle changes; medical history; physical examination; blood tests; neurological tests; mri; ct; rule out
"""


def words(client: Client, page: str) -> str:
    """The text of the page's main part, in one line and small letters."""
    html = client.get(reverse(f"tracker:{page}")).content.decode()
    main = html.partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", main)).split()).lower()


@pytest.mark.parametrize("page", PAGES)
def test_help_is_open_to_visitors_and_reached_from_settings(page: str, client: Client, alice_client: Client) -> None:
    address = reverse(f"tracker:{page}")
    assert client.get(address).status_code == 200
    for where in ("settings", "today", "help-about"):
        asked_by = client if where == "today" else alice_client
        assert f'href="{address}"' in asked_by.get(reverse(f"tracker:{where}")).content.decode()


def test_about_twitches_has_every_item_of_the_articles(client: Client, db: None) -> None:
    page = words(client, "help-about")
    assert [item for item in WORDS_OF_THE_ARTICLES.split(";") if " ".join(item.split()) not in page] == []


@pytest.mark.parametrize("page", ["help-about", "help-doctor"])
def test_medical_pages_name_sources_and_date(page: str, client: Client, db: None) -> None:
    assert "nhs, twitching eyes and muscles" in words(client, page)
    assert "read in november 2026" in words(client, page)


def test_every_rule_that_asks_for_something_is_in_words() -> None:
    assert set(IN_SHORT) == {rule.id for rule in ALL_RULES if rule.level is not Level.REASSURE}


def test_every_rule_is_under_its_level_emergencies_first(client: Client, db: None) -> None:
    levels = client.get(reverse("tracker:help-doctor")).context["levels"]
    assert [group.level for group in levels] == [level for level, _hours in LEVEL_NAMES if level is not Level.REASSURE]
    page = words(client, "help-doctor")
    for group, key in zip(levels, LEVEL_NAMES, strict=False):
        assert len(group.rules) == sum((rule.level, rule.within_hours) == key for rule in ALL_RULES)
        assert all(rule.lower() in page for rule in group.rules)
    assert "%(" not in page


def test_rules_show_the_persons_thresholds_and_number(alice: User, alice_client: Client) -> None:
    usual = Settings().persistent_days
    assert f"twitches for {usual} days or longer" in words(alice_client, "help-doctor")
    alice.thresholds, alice.own_number = {"persistent_days": 20}, "0123 456"
    alice.save()
    page = words(alice_client, "help-doctor")
    assert "twitches for 20 days or longer" in page
    assert "call 0123 456" in page


def test_visitor_sees_the_numbers_of_several_countries(client: Client, db: None) -> None:
    page = words(client, "help-doctor")
    assert "call 112" in page
    assert "999 in the united kingdom" in page


@pytest.mark.parametrize(("page", "help_page"), [("triggers", "help-triggers"), ("signs", "help-doctor")])
def test_answers_lead_to_what_they_mean(page: str, help_page: str, alice_client: Client) -> None:
    html = alice_client.get(reverse(f"tracker:{page}")).content.decode()
    assert f'href="{reverse(f"tracker:{help_page}")}"' in html


@pytest.mark.parametrize("page", PAGES)
def test_help_belongs_to_no_tab(page: str, alice_client: Client) -> None:
    assert "aria-current" not in alice_client.get(reverse(f"tracker:{page}")).content.decode()
