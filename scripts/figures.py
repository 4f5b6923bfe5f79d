"""Print figures about the readability of the code base: `python scripts/figures.py [FOLDER]`.

Run it in two checkouts to compare two revisions.
"""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
import tokenize
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

PRODUCT = ("tracker", "journal")
ALL_CODE = (*PRODUCT, "scripts", "benchmarks", "tests")
BASE_REVISION = "be2627f"
MAX_SUBJECT_CHARACTERS = 72
MAX_TEMPLATE_LINE = 120
TRANSLATORS = {"say", "translate"}
HABITS = {
    "told, said": r"(?:is|are|was|were|be) (?:told|said)|told",
    "stands": r"stands?|stood",
    "worked out": r"work(?:s|ed)? out",
    "anew, meanwhile …": r"anew|afresh|meanwhile|wherever|whoever|lest|but for|as it comes",
    "so many": r"so many|as many as",
    "for as a conjunction": r"(?<=, )for (?:it|they|this|that|there|nobody|what)",
    "held to": r"held (?:to|against|equal)",
    "of its own": r"of (?:its|their|his|her) own",
    "bout": r"bouts?",
    "metaphors": r"houses?|rooms?|doors?|floors?",
}


def python_files(root: Path, folders: tuple[str, ...]) -> list[Path]:
    """Our Python files without migrations."""
    found = (path for folder in folders for path in sorted((root / folder).rglob("*.py")))
    return [path for path in found if "migrations" not in path.parts]


def functions(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """All functions and methods."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def private_helpers(tree: ast.AST) -> dict[str, int]:
    """How often the module uses each of its private functions and methods."""
    uses = Counter(
        node.id if isinstance(node, ast.Name) else node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Name | ast.Attribute)
    )
    names = {node.name for node in functions(tree) if re.match(r"_[^_]", node.name)}
    return {name: uses[name] for name in names}


def has_translator(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether the translator is one of the parameters."""
    parameters = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return any(parameter.arg in TRANSLATORS for parameter in parameters)


def imported_modules(tree: ast.AST) -> set[str]:
    """The full names that a module imports; `from a import b` gives `a` and `a.b`, because `b` may be a module."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def importers(root: Path) -> dict[str, int]:
    """How many of our modules import each module of the product."""
    trees = {_module(root, path): ast.parse(path.read_text()) for path in python_files(root, PRODUCT)}
    found: dict[str, set[str]] = defaultdict(set)
    for importer, tree in trees.items():
        for name in imported_modules(tree) & trees.keys() - {importer}:
            found[name].add(importer)
    return {name: len(found[name]) for name in trees}


def _module(root: Path, path: Path) -> str:
    return ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def long_lines(root: Path) -> tuple[int, int]:
    """Template lines over 120 characters, and all lines."""
    lines = [line for path in (root / "templates").rglob("*.html") for line in path.read_text().splitlines()]
    return sum(len(line) > MAX_TEMPLATE_LINE for line in lines), len(lines)


def prose(source: str) -> Iterator[str]:
    """Defined names as words, docstrings and comments of a Python file. Other strings are texts of the product."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield _as_words(node.name)
        elif isinstance(node, ast.arg):
            yield _as_words(node.arg)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield _as_words(node.id)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.value.value
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.string


def _as_words(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ")


def habits(texts: Iterator[str]) -> Counter[str]:
    """How often each of the habits to end occurs."""
    counts = Counter(dict.fromkeys(HABITS, 0))
    for text in texts:
        flat = " ".join(text.split())
        for habit, pattern in HABITS.items():
            counts[habit] += len(re.findall(rf"\b(?:{pattern})\b", flat, re.IGNORECASE))
    return counts


def all_prose(root: Path) -> Iterator[str]:
    """The prose of the code, the comments of our scripts, and the pages of the documentation."""
    for path in python_files(root, ALL_CODE):
        yield from prose(path.read_text())
    for path in (root / "static" / "js").glob("*.js"):
        yield from re.findall(r"//.*", path.read_text())
    for path in (root / "README.md", *(root / "docs").rglob("*.md")):
        yield path.read_text()


def subjects(root: Path, base: str) -> list[str]:
    """Commit subjects since a revision."""
    command = ["git", "log", "--format=%s", f"{base}..HEAD"]
    ran = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)  # noqa: S603
    return ran.stdout.splitlines()


def share(part: int, whole: int) -> str:
    """A part of a whole with its percentage."""
    return f"{part} of {whole} ({100 * part / whole if whole else 0:.0f} %)"


def report(root: Path, base: str = BASE_REVISION) -> Iterator[str]:
    """The figures line by line."""
    trees = [ast.parse(path.read_text()) for path in python_files(root, PRODUCT)]
    helpers = [uses for tree in trees for uses in private_helpers(tree).values()]
    yield f"private helpers used once: {share(helpers.count(1), len(helpers))}"
    yield f"template lines over {MAX_TEMPLATE_LINE} characters: {share(*long_lines(root))}"
    translating = [has_translator(function) for tree in trees for function in functions(tree)]
    yield f"functions with a translator parameter: {share(sum(translating), len(translating))}"
    imports = [number for name, number in importers(root).items() if not (root / name.replace(".", "/")).is_dir()]
    yield f"modules with one importer: {share(imports.count(1), len(imports))}"
    packages = Counter(path.parent.relative_to(root).as_posix() for path in python_files(root, PRODUCT))
    yield f"files per package: at most {max(packages.values())}, on average {packages.total() / len(packages):.1f}"
    yield from (f"  {package}: {number}" for package, number in packages.most_common(5))
    counts = habits(all_prose(root))
    yield f"words of the ten habits: {counts.total()}"
    yield from (f"  {habit}: {number}" for habit, number in counts.items())
    found = subjects(root, base)
    too_long = sum(len(subject) > MAX_SUBJECT_CHARACTERS for subject in found)
    yield f"commit subjects over {MAX_SUBJECT_CHARACTERS} characters since {base}: {too_long} of {len(found)}"


if __name__ == "__main__":
    print("\n".join(report(Path(sys.argv[1] if len(sys.argv) > 1 else "."))))  # noqa: T201
