"""Rules of the project: where a file may be, how long it may be, and what it must not contain."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT_ROOT = Path(__file__).resolve().parent.parent
# Tests of the product as a whole mirror no single file.
WHOLE_PRODUCT = {"browser", "access", "faults", "server"}
EMPTY_NAMES = {"utils", "util", "services", "service", "helpers", "helper", "misc", "common"}
IMPURE_CALLS = {"now", "utcnow", "today", "uuid1", "uuid4"}
UNSAFE_SERIALISERS = {"pickle", "cPickle", "_pickle", "shelve", "marshal", "dill", "cloudpickle", "joblib"}
PINNED = re.compile(
    r"[a-z0-9-]+(\[[a-z,]+\])?==[0-9][A-Za-z0-9.]*( ;[^\\]+)? \\(\n    --hash=sha256:[0-9a-f]{64}( \\)?)+"
)
CALLS = {"scripts/venv.sh": 3, "Dockerfile": 1, "docs/deploy.md": 2}
MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 50

FROM_OUTSIDE = re.compile(r"""\b(?:src|srcset|action|poster|data)\s*=\s*["']?\s*(?:https?:)?//""")
LINKED_FROM_OUTSIDE = re.compile(r"""<(?:link|use|image|base)\b[^>]*\bhref\s*=\s*["']?\s*(?:https?:)?//""")
POLICY_VIOLATIONS = {
    "a style attribute": re.compile(r"""\sstyle\s*="""),
    "a style element": re.compile(r"<style\b"),
    "an event attribute": re.compile(r"""<[^>]*\son[a-z]+\s*="""),
    "a script without a file": re.compile(r"<script\b(?![^>]*\bsrc\s*=)"),
    "a javascript address": re.compile(r"javascript:"),
    "something from another host": FROM_OUTSIDE,
    "something linked from another host": LINKED_FROM_OUTSIDE,
}
ADDRESS_IN_CSS = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])(?:https?:)?//""")


def python_files(*folders: str) -> list[Path]:
    """Our own Python files; migrations are Django's."""
    found = (path for folder in folders for path in sorted((PROJECT_ROOT / folder).rglob("*.py")))
    return [path for path in found if "migrations" not in path.parts]


def core_files() -> list[Path]:
    """The files of the core, which knows no Django."""
    return python_files("tracker/core")


def name_of(path: Path) -> str:
    """The path as a reader of a failure wants it."""
    return path.relative_to(PROJECT_ROOT).as_posix()


def parsed(path: Path) -> ast.Module:
    """The file as a tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def mirrored(test: Path) -> list[Path]:
    """The files that a test may be the test of."""
    inside = test.relative_to(PROJECT_ROOT / "tests")
    source = inside.with_name(inside.name.removeprefix("test_"))
    return [PROJECT_ROOT / "tracker" / source, PROJECT_ROOT / source]


def is_of_the_whole_product(test: Path) -> bool:
    """Whether the test lies where no mirror is asked for."""
    folders = test.relative_to(PROJECT_ROOT / "tests").parts[:-1]
    return not folders or folders[0] in WHOLE_PRODUCT


def impure_calls(tree: ast.AST) -> Iterator[str]:
    """Calls for the time, the date or a random number, which a pure function gets as arguments."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in {"time", "secrets"})
        elif isinstance(node, ast.ImportFrom) and node.module in {"time", "secrets"}:
            yield node.module
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            called = ast.unparse(node.func)
            if node.func.attr in IMPURE_CALLS or (called.startswith("random.") and called != "random.Random"):
                yield called


def policy_violations(template: str) -> list[str]:
    """What a template holds that the content security policy would block."""
    without_comments = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", template, flags=re.DOTALL)
    return [what for what, pattern in POLICY_VIOLATIONS.items() if pattern.search(without_comments)]


def imported(tree: ast.AST) -> Iterator[str]:
    """The first part of each name of a module that is imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def is_reexport(node: ast.stmt) -> bool:
    """Whether a statement is a docstring, an import or __all__."""
    if isinstance(node, ast.Assign):
        return [ast.unparse(target) for target in node.targets] == ["__all__"]
    return isinstance(node, ast.Import | ast.ImportFrom) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )


def test_every_test_mirrors_a_file() -> None:
    tests = [test for test in python_files("tests") if test.name.startswith("test_")]
    assert tests
    lost = [
        test for test in tests if not is_of_the_whole_product(test) and not any(p.exists() for p in mirrored(test))
    ]
    assert [name_of(test) for test in lost] == []


def test_test_folders_are_no_packages() -> None:
    assert [name_of(path) for path in (PROJECT_ROOT / "tests").rglob("__init__.py")] == []


def test_files_are_short() -> None:
    files = python_files("tracker", "journal", "tests", "scripts", "benchmarks")
    long = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    assert {name: lines for name, lines in long.items() if lines >= MAX_FILE_LINES} == {}


def test_functions_are_short() -> None:
    long = {
        f"{name_of(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in python_files("tracker", "journal", "tests", "scripts", "benchmarks")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    }
    assert {name: lines for name, lines in long.items() if lines > MAX_FUNCTION_LINES} == {}


def test_no_module_has_an_empty_name() -> None:
    files = python_files("tracker", "journal", "tests", "scripts")
    named = [path for path in files if {path.stem, path.parent.name} & EMPTY_NAMES]
    assert [name_of(path) for path in named] == []


def test_packages_only_reexport_names() -> None:
    defining = [
        f"{name_of(path)}:{node.lineno}"
        for path in python_files("tracker", "journal")
        if path.name == "__init__.py"
        for node in parsed(path).body
        if not is_reexport(node)
    ]
    assert defining == []


def test_nothing_reads_data_that_can_be_code() -> None:
    files = python_files("tracker", "journal", "scripts")
    found = {name_of(path): UNSAFE_SERIALISERS & set(imported(parsed(path))) for path in files}
    assert {name: modules for name, modules in found.items() if modules} == {}


def test_the_core_reads_no_clock_and_no_random_numbers() -> None:
    found = {name_of(path): list(impure_calls(parsed(path))) for path in core_files()}
    assert {name: calls for name, calls in found.items() if calls} == {}


@pytest.mark.parametrize(
    "code",
    [
        "datetime.now(UTC)",
        "date.today()",
        "datetime.datetime.utcnow()",
        "import time",
        "from time import monotonic",
        "random.random()",
        "uuid.uuid4()",
    ],
)
def test_the_guard_sees_a_clock(code: str) -> None:
    assert list(impure_calls(ast.parse(code)))


@pytest.mark.parametrize("code", ["random.Random(seed)", "from datetime import date, time", "build(diary, today)"])
def test_the_guard_lets_values_through(code: str) -> None:
    assert list(impure_calls(ast.parse(code))) == []


def test_templates_keep_to_the_policy() -> None:
    templates = sorted((PROJECT_ROOT / "templates").rglob("*.html")) + sorted(
        (PROJECT_ROOT / "templates").rglob("*.svg")
    )
    assert templates
    found = {name_of(path): policy_violations(path.read_text(encoding="utf-8")) for path in templates}
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize(
    ("template", "what"),
    [
        ('<p style="color: red">', "a style attribute"),
        ("<style>p {}</style>", "a style element"),
        ('<button type="button" onclick="go()">', "an event attribute"),
        ("<script>go()</script>", "a script without a file"),
        ('<a href="javascript:go()">', "a javascript address"),
        ('<img src="//elsewhere.example/x.png">', "something from another host"),
        ('<link rel="icon" href="https://elsewhere.example/x.png">', "something linked from another host"),
    ],
)
def test_the_guard_sees_what_the_policy_blocks(template: str, what: str) -> None:
    assert policy_violations(template) == [what]


@pytest.mark.parametrize(
    "template",
    [
        '<svg xmlns="http://www.w3.org/2000/svg" stroke="currentColor">',
        "<script src=\"{% static 'js/today.js' %}\" defer></script>",
        '<a href="https://www.example.org/">',
        '{# never style="" here #}',
    ],
)
def test_the_guard_lets_plain_templates_through(template: str) -> None:
    assert policy_violations(template) == []


def test_style_sheets_and_scripts_ask_no_other_host() -> None:
    sheets = [path for path in (PROJECT_ROOT / "static").rglob("*.css") if ADDRESS_IN_CSS.search(path.read_text())]
    # A drawing made by a script needs the name of its vocabulary, which is an address that nobody asks.
    scripts = [
        path
        for path in (PROJECT_ROOT / "static").rglob("*.js")
        if re.search(r"https?://(?!www\.w3\.org/)", path.read_text(encoding="utf-8"))
    ]
    assert [name_of(path) for path in sheets + scripts] == []


@pytest.mark.parametrize(
    ("file", "at_least"), [("requirements.txt", 20), ("requirements-postgres.txt", 20), ("requirements-dev.txt", 60)]
)
def test_requirements_are_pinned_exactly_with_hashes(file: str, at_least: int) -> None:
    text = (PROJECT_ROOT / file).read_text(encoding="utf-8")
    requirements = re.split(r"\n(?=\S)", text.strip())
    assert len(requirements) >= at_least
    assert [one for one in requirements if not PINNED.fullmatch(one)] == []


@pytest.mark.parametrize(("file", "calls"), CALLS.items())
def test_every_installation_checks_the_hashes(file: str, calls: int) -> None:
    assert (PROJECT_ROOT / file).read_text(encoding="utf-8").count("--require-hashes") == calls


@pytest.mark.parametrize("command", ["scripts/serve", "scripts/test"])
def test_the_two_commands_are_in_the_readme_and_can_be_run(command: str) -> None:
    assert command in (PROJECT_ROOT / "README.md").read_text(encoding="utf-8")
    assert os.access(PROJECT_ROOT / command, os.X_OK)
