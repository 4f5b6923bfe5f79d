"""Mutation testing: break the rules one small thing at a time, and see whether a test notices.

Own code, because mutants live in memory, can be sampled per module and run only their package's tests (docs/adr/0019).

    nice python benchmarks/mutation/mutate.py [--room red_flags] [--module lasting] [--jobs 2] [--share 0.25] [--quick]

Each comparison is turned into its neighbours, each *and* into *or*, each *not* is dropped, each constant is moved, and
plus becomes minus. A mutant lives in the memory of one process: a copy of this one imports the module from the changed
tree and runs the tests of the package. Docstrings, type hints and texts are not mutated. To save time, `--share` draws
a reproducible part of the mutants of each module, and `--quick` skips the property tests, so that its share of killed
mutants is a lower bound.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random

import hypothesis  # noqa: F401  # Loaded once, before the copies are made.
import pytest

PROJECT_ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 120
"""Of computing, however busy the machine is."""

PASSED = 0
QUICK, SLOW = "not hypothesis", "hypothesis"
OPTIONS = ("-x", "-q", "-p", "no:django", "-p", "no:xdist", "--no-header", "--no-summary", "--assert=plain")

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
}


@dataclass(frozen=True)
class Mutant:
    """A changed tree, the line of the change, and what was changed."""

    tree: ast.Module
    line: int
    what: str


class Finder:
    """Imports one module from a tree instead of from its file."""

    def __init__(self, module: str, file: str, tree: ast.Module) -> None:
        self.module, self.file, self.tree = module, file, tree

    def find_spec(self, name: str, path: object = None, target: object = None) -> object:
        """Answer for the one module only."""
        from importlib.util import spec_from_loader

        return spec_from_loader(name, self) if name == self.module else None  # type: ignore[arg-type]

    def create_module(self, spec: object) -> None:
        """An ordinary module will do."""

    def exec_module(self, module: object) -> None:
        """Run the changed tree as the module."""
        exec(compile(self.tree, self.file, "exec"), vars(module))  # noqa: S102


def mutants(source: str) -> Iterator[Mutant]:
    """Every change of one thing."""
    plain = ast.parse(source)
    kept = _left_alone(plain)
    for place, node in enumerate(ast.walk(plain)):
        if not hasattr(node, "lineno") or node in kept:
            continue
        for number, (what, _) in enumerate(_changes(node)):
            tree = copy.deepcopy(plain)
            twin = list(ast.walk(tree))[place]
            _, changed = list(_changes(twin))[number]
            for name, value in changed.items():
                setattr(twin, name, value)
            yield Mutant(ast.fix_missing_locations(tree), node.lineno, f"{ast.unparse(node)}: {what}")


def _left_alone(tree: ast.Module) -> set[ast.AST]:
    """Docstrings and other bare texts, type hints, what a module hands on, words for a reader."""
    kept: list[ast.AST | None] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            kept += [node.returns, *(arg.annotation for arg in (*node.args.args, *node.args.kwonlyargs))]
        elif isinstance(node, ast.AnnAssign):
            kept.append(node.annotation)
        elif _is_for_a_reader(node):
            kept.append(node)
    return {part for node in kept if node for part in ast.walk(node)}


def _is_for_a_reader(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) in ("_", "dataclass", "ValueError")
    if isinstance(node, ast.Assign):
        return "__all__" in map(ast.unparse, node.targets)
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))


def _changes(node: ast.AST) -> Iterator[tuple[str, dict[str, object]]]:
    """What can be changed at a node: its name, and the attributes that do it."""
    if isinstance(node, ast.Compare):
        for number, op in enumerate(node.ops):
            for other in COMPARISONS[type(op)]:
                ops = [other() if n == number else kept for n, kept in enumerate(node.ops)]
                yield f"{type(op).__name__} to {other.__name__}", {"ops": ops}
    elif isinstance(node, ast.BoolOp):
        other_way = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield f"{type(node.op).__name__} to {other_way.__name__}", {"op": other_way()}
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not dropped", {"op": ast.UAdd(), "operand": _truth(node.operand)}
    elif isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        yield f"{type(node.op).__name__} changed", {"op": ARITHMETIC[type(node.op)]()}
    elif isinstance(node, ast.Constant):
        yield from ((f"to {value!r}", {"value": value}) for value in _other_values(node.value))


def _truth(operand: ast.expr) -> ast.expr:
    return ast.Call(ast.Name("bool", ast.Load()), [operand], [])


def _other_values(value: object) -> tuple[object, ...]:
    if isinstance(value, bool):
        return (not value,)
    if isinstance(value, int):
        return value + 1, value - 1
    if isinstance(value, float):
        return value * 1.01, value * 0.99
    return (f"{value} changed",) if isinstance(value, str) else ()


def passes(file: Path, tests: tuple[str, str], mutant: Mutant | None) -> bool:
    """Whether the tests pass with one mutant of a file, or with the file as it is. Runs in a separate process.

    `tests` are a path and which marks to run there.
    """
    if mutant:
        module = ".".join(file.relative_to(PROJECT_ROOT).with_suffix("").parts)
        sys.meta_path.insert(0, Finder(module, str(file), mutant.tree))  # type: ignore[arg-type]
    with open(os.devnull, "w") as nowhere:
        for stream in (1, 2):
            os.dup2(nowhere.fileno(), stream)
        signal.signal(signal.SIGVTALRM, _too_long)
        signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE_S)
        code = pytest.main([*OPTIONS, tests[0], "-m", tests[1]])
    # A mutant that cannot even be imported ends the tests before they begin; it was noticed all the same.
    return code == PASSED


def _too_long(number: int, frame: object) -> None:
    raise TimeoutError("A mutant that never ends is a mutant that was noticed.")


def survivors(file: Path, found: list[Mutant], folder: Path, jobs: int, marks: tuple[str, ...]) -> list[Mutant]:
    """The mutants that no test of the package detects. Quick tests of the module run first, slow ones last."""
    own = folder / f"test_{file.stem}.py"
    left = found
    for tests in ((str(own), QUICK), *((str(folder), mark) for mark in marks)):
        if not left or not Path(tests[0]).exists():
            continue
        # A fresh copy for each mutant, so that none meets what another one left behind.
        with get_context("fork").Pool(jobs, maxtasksperchild=1) as pool:
            ask = partial(passes, file, tests)
            if not pool.apply(ask, (None,)):
                raise SystemExit(f"{tests} fail already without a mutant.")
            left = [mutant for mutant, passed in zip(left, pool.imap(ask, left, 1), strict=True) if passed]
    return left


def main() -> int:
    """Run them all, print who survived and the share that was killed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--room", default="red_flags")
    parser.add_argument("--module", action="append", help="only this module of the room; may be given again")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--share", type=float, default=1, help="of the mutants of each module, drawn by chance")
    parser.add_argument("--quick", action="store_true", help="without the property tests")
    asked = parser.parse_args()
    marks = (QUICK,) if asked.quick else (QUICK, SLOW)
    os.chdir(PROJECT_ROOT)
    sys.path.insert(0, str(PROJECT_ROOT))
    killed = total = 0
    for file in sorted((PROJECT_ROOT / "tracker" / asked.room).glob("*.py")):
        if asked.module and file.stem not in asked.module:
            continue
        every = list(mutants(file.read_text(encoding="utf-8")))
        found = Random(1).sample(every, round(len(every) * asked.share))  # noqa: S311
        left = survivors(file, found, PROJECT_ROOT / "tests" / asked.room, asked.jobs, marks)
        killed, total = killed + len(found) - len(left), total + len(found)
        print(f"{file.stem}: {len(found) - len(left)} of {len(found)} killed", flush=True)  # noqa: T201
        for mutant in left:
            print(f"  survived, line {mutant.line}: {mutant.what}", flush=True)  # noqa: T201
    print(f"{killed} of {total} killed: {killed / max(total, 1):.1%}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
