"""The part of Bootstrap that is shipped holds what the pages ask for, and is the one that the script writes."""

import re
import runpy
from pathlib import Path

import pytest
from django.urls import reverse

PROJECT_ROOT = Path(__file__).resolve().parents[2]
SCRIPT = runpy.run_path(str(PROJECT_ROOT / "scripts" / "bootstrap_used.py"))
PAGES = ["today", "check-in", "journal", "episode-create", "settings", "thresholds", "medicine-create", "doctor"]
SHEET = """
/*! Bootstrap, MIT */
:root{--bs-used:1px;--bs-by-us:2px;--bs-idle:url("data:a;b")}
a{margin:var(--bs-used)}
.card,.modal{padding:0}
.modal{margin:0}
@media (min-width:1px){.card{margin:0}.modal{margin:1px}}
@media print{.modal{margin:2px}}
@keyframes spin{to{top:0}}
a:not(.modal){top:0}
.card .modal{top:1px}
"""


def classes_of(text, pattern):
    return {name for found in re.findall(pattern, text) for name in found.split()}


def in_sheet(sheet):
    return classes_of(re.sub(r'url\("[^"]*"\)', "", sheet), r"\.([a-zA-Z][\w-]*)")


def test_the_file_is_what_the_script_writes_now():
    shipped = (PROJECT_ROOT / "static" / "css" / "bootstrap-used.css").read_text(encoding="utf-8")
    assert shipped == SCRIPT["current"](), "run .venv/bin/python scripts/bootstrap_used.py"


def test_a_rule_stays_when_all_its_classes_are_used_and_a_variable_when_it_is_asked_for():
    lines = SCRIPT["reduced"](SHEET, frozenset({"card"}), "b{top:var(--bs-by-us)}").splitlines()
    assert lines == [
        "/*! Bootstrap, MIT */",
        ":root{--bs-used:1px;--bs-by-us:2px;}",
        "a{margin:var(--bs-used)}",
        ".card{padding:0}",
        "@media (min-width:1px){.card{margin:0}}",
        "a:not(.modal){top:0}",
    ]


def test_the_licence_goes_with_it():
    assert "Licensed under MIT" in SCRIPT["current"]()


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_no_page_asks_for_a_class_of_bootstrap_that_is_not_there(page, alice_client):
    known = in_sheet(SCRIPT["whole"]())
    asked = classes_of(alice_client.get(reverse(f"tracker:{page}"), follow=True).text, r'class="([^"]*)"')
    assert (asked & known) - in_sheet(SCRIPT["current"]()) == set()


@pytest.mark.django_db
def test_nor_does_a_form_with_faults(client):
    page = client.post(reverse("account_signup"), {"username": "", "password1": "short"}).text
    asked = classes_of(page, r'class="([^"]*)"')
    assert "invalid-feedback" in asked
    assert (asked & in_sheet(SCRIPT["whole"]())) - in_sheet(SCRIPT["current"]()) == set()
