"""What is written in one go is what Django's own templates write."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.forms.utils import ErrorList
from django.test.html import parse_html
from hypothesis import given
from hypothesis import strategies as st

from tracker.forms.renderer import WRITERS, FastFormRenderer

QUICK, DJANGO = FastFormRenderer(), DjangoTemplates()
texts = st.text("aä<>&\"' ", max_size=6)
words = st.text("abc<&\"'", min_size=1, max_size=4)
attributes = st.dictionaries(
    st.sampled_from(["id", "class", "min", "required", "data-zone"]), words | st.booleans() | st.integers(0, 99)
)
choices = st.lists(st.tuples(words, texts), max_size=4)
grouped = st.lists(st.tuples(words, choices.map(tuple)), max_size=3) | choices

INPUTS = (
    forms.TextInput,
    forms.NumberInput,
    forms.HiddenInput,
    forms.DateInput,
    forms.TimeInput,
    forms.PasswordInput,
    forms.CheckboxInput,
)


def same(quick: str, django: str) -> bool:
    """The same elements with the same attributes and words."""
    return bool(parse_html(quick) == parse_html(django))


@pytest.mark.parametrize("kind", INPUTS)
@given(value=texts | st.none() | st.integers() | st.booleans(), said=attributes)
def test_an_input_is_the_same(kind: type[forms.Widget], value: Any, said: dict[str, Any]) -> None:
    quick, django = (kind(attrs=said).render("name", value, renderer=one) for one in (QUICK, DJANGO))
    assert same(quick, django)


@given(offered=grouped, value=words | st.none(), said=attributes)
def test_a_list_of_choices_is_the_same(offered: list[Any], value: str | None, said: dict[str, Any]) -> None:
    quick, django = (forms.Select(said, offered).render("name", value, renderer=one) for one in (QUICK, DJANGO))
    assert same(quick, django)


class Asked(forms.Form):
    """One button of each kind."""

    one = forms.ChoiceField(widget=forms.RadioSelect)
    many = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)

    def __init__(self, renderer: DjangoTemplates, offered: list[tuple[str, str]]) -> None:
        super().__init__({"one": offered[0][0], "many": [offered[-1][0]]}, renderer=renderer)
        for field in self.fields.values():
            field.choices = offered


@given(offered=st.lists(st.tuples(words, texts), min_size=1, max_size=4), label=st.booleans())
def test_a_button_is_the_same_alone_and_in_its_list(offered: list[tuple[str, str]], label: bool) -> None:
    quick, django = Asked(QUICK, offered), Asked(DJANGO, offered)
    for name in quick.fields:
        buttons = zip(quick[name], django[name], strict=True)
        assert all(same(mine.tag(label), its.tag(label)) for mine, its in buttons)
        assert same(str(quick[name]), str(django[name]))


@pytest.mark.parametrize("errors", [[], ["<This> is wrong."], ["a", "b"]])
def test_errors_are_the_same(errors: list[str]) -> None:
    assert same(*(str(ErrorList(errors, renderer=one)) for one in (QUICK, DJANGO)))


def test_another_widget_is_left_to_django() -> None:
    assert "django/forms/widgets/textarea.html" not in WRITERS
    assert same(*(forms.Textarea().render("name", "</textarea>", renderer=one) for one in (QUICK, DJANGO)))
