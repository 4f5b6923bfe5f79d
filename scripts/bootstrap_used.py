"""Write static/css/bootstrap-used.css: the part of Bootstrap that our pages use, an eighth of the whole.

    .venv/bin/python scripts/bootstrap_used.py

Run it when a template begins to use another class of Bootstrap; tests/scripts/test_bootstrap_used.py says so.
"""

from __future__ import annotations

import importlib.resources
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import tinycss2

PROJECT_ROOT = Path(__file__).resolve().parent.parent
TARGET = PROJECT_ROOT / "static" / "css" / "bootstrap-used.css"
OWN_STYLE = ("charts.css", "face.css", "levator.css", "summary.css")
WORD = re.compile(r"[A-Za-z][\w-]*")
CLASSES = re.compile(r"""class="((?:\{%.*?%\}|\{\{.*?\}\}|[^"])*)""")
CLASS = re.compile(r"\.((?:[\w-]|\\.)+)")
NEGATION = re.compile(r":not\([^)]*\)")
DECLARED = re.compile(r"(--bs-[\w-]+):(?:[^;\"}]|\"[^\"]*\")*;?")
ASKED = re.compile(r"var\((--bs-[\w-]+)")
FORM_TEMPLATES = (
    "field", "uni_form", "errors", "layout/attrs", "layout/field_errors", "layout/field_errors_block",
    "layout/help_text", "layout/help_text_and_errors", "layout/radio_checkbox_select",
)  # fmt: skip
"""Templates of crispy-bootstrap5 that `form|crispy` and `field|as_crispy_field` use."""
GIVEN_BY_FORMS = {"form-control", "form-select", "form-check-input", "is-invalid"}
"""Classes that crispy-forms puts on fields in Python."""


def used_classes(root: Path = PROJECT_ROOT) -> frozenset[str]:
    """All classes in our templates and in those that render our forms."""
    crispy = Path(str(importlib.resources.files("crispy_bootstrap5"))) / "templates" / "bootstrap5"
    sources = [*(root / "templates").rglob("*.html"), *(crispy / f"{name}.html" for name in FORM_TEMPLATES)]
    values = (value for source in sources for value in CLASSES.findall(source.read_text(encoding="utf-8")))
    return frozenset(word for value in values for word in WORD.findall(value)) | GIVEN_BY_FORMS


def whole() -> str:
    """Bootstrap's style sheet from its wheel."""
    path = Path(str(importlib.resources.files("bootstrap"))) / "static/bootstrap/css/bootstrap.min.css"
    return path.read_text(encoding="utf-8")


def reduced(style_sheet: str, used: frozenset[str], own_style: str = "") -> str:
    """The style sheet without rules for unused classes and without unused variables.

    `own_style` is our own CSS, whose questions for variables count too.
    """
    kept = "\n".join(_rules(tinycss2.parse_stylesheet(style_sheet, skip_whitespace=True), used))
    while (fewer := _without_unasked(kept, own_style)) != kept:
        kept = fewer
    return kept + "\n"


def _without_unasked(style_sheet: str, own_style: str) -> str:
    """Remove unused variables, and the rules that are empty without them."""
    asked = set(ASKED.findall(style_sheet + own_style))
    fewer = DECLARED.sub(lambda found: found[0] if found[1] in asked else "", style_sheet)
    return re.sub(r"\n[^\n{}]*\{\}", "", fewer)


def _rules(rules: Iterable[Any], used: frozenset[str]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            yield from _rule(rule, used)
        elif rule.type == "at-rule":
            yield from _at_rule(rule, used)
        elif rule.type == "comment" and "Bootstrap" in rule.value:
            yield f"/*{rule.value}*/"


def _rule(rule: Any, used: frozenset[str]) -> Iterator[str]:
    selectors = tinycss2.serialize(rule.prelude).split(",")
    kept = [selector.strip() for selector in selectors if _is_used(selector, used)]
    if kept:
        yield f"{','.join(kept)}{{{tinycss2.serialize(rule.content)}}}"


def _at_rule(rule: Any, used: frozenset[str]) -> Iterator[str]:
    prelude = tinycss2.serialize(rule.prelude).strip()
    if rule.at_keyword == "media":
        inner = "".join(_rules(tinycss2.parse_rule_list(rule.content, skip_whitespace=True), used))
        if inner:
            yield f"@media {prelude}{{{inner}}}"
    elif rule.at_keyword == "keyframes" and prelude in used:
        yield f"@keyframes {prelude}{{{tinycss2.serialize(rule.content)}}}"


def _is_used(selector: str, used: frozenset[str]) -> bool:
    classes = CLASS.findall(NEGATION.sub("", selector))
    return all(name.replace("\\", "") in used for name in classes)


def current() -> str:
    """The current content of the file."""
    own = "".join((PROJECT_ROOT / "static" / "css" / name).read_text(encoding="utf-8") for name in OWN_STYLE)
    return reduced(whole(), used_classes(), own)


if __name__ == "__main__":
    TARGET.write_text(current(), encoding="utf-8")
