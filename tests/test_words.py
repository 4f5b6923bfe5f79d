"""What people read: calm, and never a cause where only a going-together was seen."""

import ast
import re
from pathlib import Path

import pytest

PROJECT_ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = sorted((PROJECT_ROOT / "templates").rglob("*.html"))
MODULES = sorted(path for path in (PROJECT_ROOT / "tracker").rglob("*.py") if "migrations" not in path.parts)
MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext"}
NEVER = re.compile(
    r"!|(?<!a link is not yet a )\b(?:caus(?:e|es|ed|ing)|due to|because of|triggered by)\b", re.IGNORECASE
)


def read_by_people(template: str) -> str:
    """A template's words: what is between tags, and what is marked for translation inside them."""
    text = re.sub(
        r"\{%\s*comment.*?endcomment\s*%\}|\{#.*?#\}|<!doctype html>|<!--.*?-->", "", template, flags=re.DOTALL
    )
    marked = re.findall(r"""\{%\s*translate\s+(?:"([^"]*)"|'([^']*)')""", text)
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", text, flags=re.DOTALL)
    return " ".join([*(a or b for a, b in marked), re.sub(r"<[^>]*>", " ", text)])


def marked_in(path: Path) -> list[str]:
    """The texts of a module that are marked for translation."""
    calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    texts = (arg for call in calls if ast.unparse(call.func) in MARKS for arg in call.args)
    return [arg.value for arg in texts if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_page_neither_shouts_nor_claims_a_cause(path):
    assert NEVER.findall(read_by_people(path.read_text(encoding="utf-8"))) == []


def test_no_text_of_the_program_shouts_or_claims_a_cause():
    texts = [(path.name, text) for path in MODULES for text in marked_in(path)]
    assert len(texts) > 300
    assert [(name, text) for name, text in texts if NEVER.search(text)] == []


@pytest.mark.parametrize(
    "template", ["<p>Well done!</p>", "{% translate 'Coffee causes it' %}", "<b>due to</b> stress", "because of sleep"]
)
def test_the_guard_sees_what_it_should(template):
    assert NEVER.search(read_by_people(template))


def test_the_guard_lets_code_and_comments_through():
    assert not NEVER.search("A link is not yet a cause.")
    assert not NEVER.search(read_by_people("<!doctype html>{% if a != b %}{# because of #}{{ c }}{% endif %}"))
