"""The figures about readability are counted right."""

from __future__ import annotations

import ast
import runpy
import subprocess
from pathlib import Path

import pytest

PROJECT_ROOT = Path(__file__).resolve().parents[2]
FIGURES = runpy.run_path(str(PROJECT_ROOT / "scripts" / "figures.py"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project: two modules of the product, one template and two commits."""
    files = {
        "tracker/__init__.py": "",
        "tracker/words.py": "def in_words(translate):\n    return _short(1) + _short(2) + _once()\n"
        "def _short(n):\n    return n\ndef _once():\n    return 1\n",
        "tracker/views.py": "from tracker import words\nTEXT = 'the house of texts'\n",
        "templates/a.html": f"<p>\n{'x' * 121}\n{'x' * 120}\n\n",
        "README.md": "It stands alone.\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "init", "-q"], cwd=tmp_path, check=True)
    for subject in ("base", "s" * 72, "s" * 73):
        subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", subject], cwd=tmp_path, check=True)
    return tmp_path


def test_private_helpers_are_counted_by_use() -> None:
    tree = ast.parse("def _a(): pass\ndef _b(): pass\ndef __str__(): pass\ndef c(x): return _a() + _a() + x._b()")
    assert FIGURES["private_helpers"](tree) == {"_a": 2, "_b": 1}


def test_the_translator_is_found_among_all_kinds_of_parameters() -> None:
    code = "def a(say): pass\ndef b(x, *, translate): pass\ndef c(said): pass"
    assert [FIGURES["has_translator"](one) for one in FIGURES["functions"](ast.parse(code))] == [True, True, False]


def test_importers_are_counted_once_per_module(project: Path) -> None:
    (project / "tracker" / "urls.py").write_text("import tracker.views\nfrom tracker.views import TEXT\n")
    counts = FIGURES["importers"](project)
    assert (counts["tracker.words"], counts["tracker.views"], counts["tracker.urls"]) == (1, 1, 0)


def test_template_lines_over_the_limit_are_counted(project: Path) -> None:
    assert FIGURES["long_lines"](project) == (1, 4)


def test_habits_are_found_in_names_docstrings_and_comments_only() -> None:
    code = '"""It is told anew."""\ndef bout_held_to(so_many): pass  # where it stands\nPAGE = "the house stands"\n'
    counts = FIGURES["habits"](FIGURES["prose"](code))
    found = {habit: number for habit, number in counts.items() if number}
    assert found == {"told, said": 1, "stands": 1, "anew, meanwhile …": 1, "so many": 1, "held to": 1, "bout": 1}


@pytest.mark.parametrize("text", ["standard", "bouton", "warehouse", "for it", "understands", "its owner"])
def test_other_words_are_no_habits(text: str) -> None:
    assert FIGURES["habits"](iter([text])).total() == 0


def test_commit_subjects_since_a_revision_are_listed(project: Path) -> None:
    assert FIGURES["subjects"](project, "HEAD~2") == ["s" * 73, "s" * 72]


def test_the_report_has_all_figures(project: Path) -> None:
    lines = list(FIGURES["report"](project, "HEAD~2"))
    assert lines[:5] == [
        "private helpers used once: 1 of 2 (50 %)",
        "template lines over 120 characters: 1 of 4 (25 %)",
        "functions with a translator parameter: 1 of 3 (33 %)",
        "modules with one importer: 1 of 2 (50 %)",
        "files per package: at most 3, on average 3.0",
    ]
    assert "words of the ten habits: 1" in lines
    assert lines[-1] == "commit subjects over 72 characters since HEAD~2: 1 of 2"
