"""Contrast is looked at for one element of each kind on a page: no kind is taken for another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from walk.accessibility import violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def pale_words(page: Page, styles: str, body: str, *, each: bool) -> list[str]:
    """The words whose contrast is objected to, of a page that is made for it."""
    page.set_content(f"<html lang=en><title>A</title><style>{styles}</style><main><h1>A</h1>{body}</main>")
    found = [one for one in violations(page, each=each) if one.startswith("color-contrast")]
    return [re.findall(r"[A-Z][a-z]+", one)[-1] for one in found]


def test_words_alike_are_looked_at_once_and_others_each(page: Page) -> None:
    pale = "li { color: #ccc; }"
    listed = "<ul><li class=a>One</li><li class=a>Two</li><li class=a><b>Three</b></li><li class=b>Four</li></ul>"
    assert pale_words(page, pale, listed, each=True) == ["One", "Two", "Three", "Four"]
    assert pale_words(page, pale, listed, each=False) == ["One", "Three", "Four"]


def test_the_choice_that_is_made_is_not_taken_for_the_others(page: Page) -> None:
    """It is coloured by the button before it, and is rarely the first."""
    radios = [
        f"<label><input type=radio name=a {now}><span>{word}</span></label>"
        for word, now in (("First", ""), ("Second", ""), ("Chosen", "checked"))
    ]
    assert pale_words(page, "input:checked + span { color: #ccc; }", "".join(radios), each=False) == ["Chosen"]
