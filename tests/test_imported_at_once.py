"""What pages import only when they need it, all at once in a process that has just started, as after a restart.

Python holds a lock for each module while it is imported. A part of a package that is imported before the package,
while another thread imports the package and comes to that part, would wait for ever; Python hands out a half-made
module instead, and a page breaks.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT_ROOT = Path(__file__).resolve().parent.parent
TURNS = 2

# A thread for each import, in another order each turn; modules take a while, so that threads meet.
ALL_AT_ONCE = """
import importlib.machinery, os, random, sys, threading, time, traceback
sys.path[:0] = [os.getcwd(), "scripts"]
os.environ["DJANGO_SETTINGS_MODULE"] = "journal.settings"
import django
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
from runpy import run_path
slow = run_path("gunicorn.conf.py")["SLOW_TO_IMPORT"]
chance = random.Random(int(sys.argv[1]))
execute = importlib.machinery.SourceFileLoader.exec_module
def slowly(loader, module):
    time.sleep(chance.uniform(0, 0.003))
    execute(loader, module)
importlib.machinery.SourceFileLoader.exec_module = slowly
broke, ready = [], threading.Event()
def run(block):
    ready.wait()
    try:
        exec(block, {})
    except BaseException:
        broke.append(block + chr(10) + traceback.format_exc())
blocks = ["; ".join(f"import {name}" for name in slow), *sys.argv[2:]]
chance.shuffle(blocks)
threads = [threading.Thread(target=run, args=(block,)) for block in blocks]
for thread in threads: thread.start()
ready.set()
for thread in threads: thread.join()
sys.exit(chr(10).join(broke) or 0)
"""


def late_imports() -> list[str]:
    """The imports inside functions, those of one function together and in their order."""
    found: dict[str, None] = {}
    for path in sorted((PROJECT_ROOT / "tracker").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                lines = [ast.unparse(one) for one in ast.walk(node) if isinstance(one, ast.Import | ast.ImportFrom)]
                found |= {"\n".join(lines): None} if lines else {}
    return list(found)


@pytest.mark.parametrize("turn", range(TURNS))
def test_what_is_imported_late_can_be_imported_at_once(turn: int) -> None:
    blocks = late_imports()
    assert any("tracker.core.charts" in block for block in blocks)
    command = [sys.executable, "-c", ALL_AT_ONCE, str(turn), *blocks]
    ran = subprocess.run(command, cwd=PROJECT_ROOT, capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    assert ran.returncode == 0
