"""The installation's key is generated once. A file without a key is reported in one line and not replaced."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from journal.keys import installation_key


def test_a_key_is_created_once_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"
    key = installation_key(path)
    assert (len(key), path.stat().st_mode & 0o777) == (86, 0o600)
    assert installation_key(path) == key
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]


def test_concurrent_starts_agree_on_one_key(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        keys = pool.map(installation_key, [tmp_path / "secret_key"] * 8, chunksize=1)
    assert len(set(keys)) == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "is empty"), (b" \n", "is empty"), (b"abc\n", "is too short"), (b"\xff" * 64, "it is not text")],
)
def test_a_file_without_a_key_is_reported_and_kept(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "secret_key"
    path.write_bytes(content)
    with pytest.raises(SystemExit) as ended:
        installation_key(path)
    line = str(ended.value.code)
    assert reason in line
    assert str(path) in line
    assert "\n" not in line
    assert path.read_bytes() == content


def test_a_missing_folder_is_reported(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        installation_key(tmp_path / "nowhere" / "secret_key")
    assert str(tmp_path / "nowhere" / "secret_key") in str(ended.value.code)
    assert "No such file or directory" in str(ended.value.code)
