"""The two commands on machines that lack something: one plain line, and nothing half done."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

NAMES_OF_PYTHON = ("python3.11", "python3.12", "python3.13", "python3.14", "python3", "python")
# Everything else that the scripts call, so that a PATH of our own making is enough for them.
TOOLS = ("flock", "dirname", "cat", "cksum", "sh", "rm", "mktemp", "date", "id")


@pytest.fixture
def clone(tmp_path: Path, repository: Path) -> Path:
    """A copy of what the commands need, in a folder with a blank in its name, where nothing was installed."""
    folder = tmp_path / "my journal"
    shutil.copytree(repository / "scripts", folder / "scripts")
    shutil.copy(repository / "requirements.txt", folder)
    return folder


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A PATH with the usual tools and no Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found, tool
        (folder / tool).symlink_to(found)
    return folder


def _fake_python(tools: Path, verdict: int) -> None:
    """A Python that answers the question whether it will do with `verdict`: 3 is too old, 4 lacks venv."""
    for name in NAMES_OF_PYTHON:
        fake = tools / name
        fake.write_text(f"#!/bin/sh\nexit {verdict}\n")
        fake.chmod(0o755)


def _run(command: Path, tools: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(command)],
        cwd="/",
        env={"PATH": str(tools), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("command", ["serve", "test"])
@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (None, "Levator needs Python 3.11 or newer; on Debian: apt install python3-venv"),
        (
            3,
            "Levator needs Python 3.11 or newer, and python is older; on Debian 12 or later: apt install python3-venv",
        ),
        (4, "Levator needs Python's venv module; on Debian: apt install python3-venv"),
    ],
)
def test_a_missing_python_is_reported_in_one_line(
    clone: Path, tools: Path, command: str, verdict: int | None, words: str
) -> None:
    if verdict is not None:
        _fake_python(tools, verdict)
    ran = _run(clone / "scripts" / command, tools)
    assert (ran.returncode, ran.stderr) == (1, words + "\n")
    assert not (clone / ".venv").exists()


def test_an_old_python_is_distinguished_from_a_new_one(clone: Path, tools: Path) -> None:
    """The question itself is asked of a real Python, which then fails to make an environment where it may not."""
    (tools / "python3").symlink_to(Path(sys.executable).resolve())
    (clone / ".venv").write_text("a file is in the way")
    ran = _run(clone / "scripts" / "serve", tools)
    assert ran.returncode == 1
    assert ran.stderr.splitlines()[-1] == f"The virtual environment could not be made in {clone}/.venv"


@pytest.fixture
def installed(clone: Path, repository: Path) -> Path:
    """A clone whose environment is this one, with a stamp that says it is up to date."""
    (clone / ".venv" / "bin").mkdir(parents=True)
    python = clone / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    made_of = subprocess.run(
        ["sh", "-c", ". scripts/venv.sh; made_of requirements.txt"],
        cwd=clone,
        capture_output=True,
        text=True,
        check=True,
    )
    (clone / ".venv" / "serve.stamp").write_text(made_of.stdout)
    return clone


@pytest.mark.server
def test_a_port_in_use_is_reported_in_one_line(installed: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ran = _run(installed / "scripts" / "serve", Path(os.environ["PATH"]), PORT=port)
    assert ran.returncode == 1
    assert ran.stderr == f"Port {port} is in use. Close what runs there, or choose another: PORT=8001 scripts/serve\n"


@pytest.mark.server
@pytest.mark.parametrize("wish", ["0", "65536", "eighty", "-1", "8000.5", "²"])
def test_an_invalid_port_is_reported_in_one_line(installed: Path, wish: str) -> None:
    ran = _run(installed / "scripts" / "serve", Path(os.environ["PATH"]), PORT=wish)
    assert (ran.returncode, ran.stderr) == (1, f"PORT must be a number from 1 to 65535, not {wish!r}.\n")


def test_changed_requirements_are_noticed(installed: Path, tools: Path) -> None:
    """No Python may be found, so an installation that is begun shows itself."""
    with (installed / "requirements.txt").open("a") as file:
        file.write("one-more==1.0\n")
    assert "Levator needs Python 3.11 or newer" in _run(installed / "scripts" / "serve", tools).stderr


@pytest.mark.parametrize(("uv_works", "asked"), [(0, ["pip", "uv"]), (1, ["pip", "uv", "pip"])])
def test_where_uv_does_not_work_pip_installs(clone: Path, uv_works: int, asked: list[str]) -> None:
    """Replace Python by a script that records which installer runs."""
    python, notes = clone / ".venv" / "bin" / "python", clone / "asked"
    python.parent.mkdir(parents=True)
    (clone / ".venv" / "whole").touch()
    fails = f'[ "$2" = uv ] && exit {uv_works}'
    python.write_text(f'#!/bin/sh\n[ "$1" = -m ] && echo "$2" >>"{notes}"\n{fails}\nexit 0\n')
    python.chmod(0o755)
    ran = subprocess.run(
        ["sh", "-c", ". scripts/venv.sh; prepare_venv serve.stamp requirements.txt"],
        cwd=clone,
        check=False,
        timeout=60,
    )
    assert (ran.returncode, notes.read_text().split()) == (0, asked)
    assert (clone / ".venv" / "serve.stamp").exists()


def test_of_two_first_starts_at_once_one_installs_and_the_other_waits(clone: Path, tmp_path: Path) -> None:
    """Replace Python by a script that records which installer runs, and blocks pip until the test reads on."""
    python, notes, gate = clone / ".venv" / "bin" / "python", tmp_path / "asked", tmp_path / "gate"
    python.parent.mkdir(parents=True)
    (clone / ".venv" / "whole").touch()
    os.mkfifo(gate)
    python.write_text(f'#!/bin/sh\n[ "$1" = -m ] && echo "$2" >>"{notes}"\n[ "$2" = pip ] && cat "{gate}"\nexit 0\n')
    python.chmod(0o755)
    prepare = ["sh", "-c", ". scripts/venv.sh; prepare_venv serve.stamp requirements.txt; cat <&9"]
    with subprocess.Popen(prepare, cwd=clone, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as first:
        with gate.open("w"):
            # Open now that pip of the first waits for it.
            second = subprocess.Popen(prepare, cwd=clone, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            assert second.stdout
            assert second.stdout.readline() == "Another start is installing what this one needs; waiting for it.\n"
        assert first.wait(60) is not None
        # The lock is not handed on to the server.
        assert "9: Bad file descriptor" in second.communicate(timeout=60)[0]
    assert notes.read_text().split() == ["pip", "uv"]


def test_wrong_use_of_the_test_command_is_reported(clone: Path) -> None:
    ran = subprocess.run(
        [str(clone / "scripts" / "test"), "--slow"], capture_output=True, text=True, check=False, timeout=60
    )
    assert (ran.returncode, ran.stderr) == (
        2,
        "usage: scripts/test [--fast] [--long] [--postgres] [-- pytest arguments]\n",
    )
