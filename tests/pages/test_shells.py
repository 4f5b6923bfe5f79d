"""The stamp of what a device puts aside changes with everything that is shown there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage

from tracker.models import User
from tracker.pages import shells

SETTINGS = {
    "theme": "dark",
    "units": "us",
    "country": "NZ",
    "own_number": "144",
    "calm_mode": True,
    "time_zone": "Asia/Tokyo",
    "day_starts_at": 4,
}


@pytest.fixture
def before(alice: User) -> str:
    return shells.stamp_of(alice, alice.exposures.all())


@pytest.mark.parametrize("name", SETTINGS)
def test_it_changes_with_each_setting(name: str, alice: User, before: str) -> None:
    assert shells.stamp_of(alice, alice.exposures.all()) == before
    setattr(alice, name, SETTINGS[name])
    assert shells.stamp_of(alice, alice.exposures.all()) != before


def test_it_changes_with_what_is_tracked(alice: User, before: str) -> None:
    alice.exposures.filter(key="alcohol_units").update(tracked=True)
    assert shells.stamp_of(alice, alice.exposures.all()) != before


def test_it_changes_with_the_language_and_the_version(
    alice: User, before: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {before}
    monkeypatch.setattr(shells, "get_language", lambda: "de")
    found.add(shells.stamp_of(alice, alice.exposures.all()))
    monkeypatch.setattr(shells, "VERSION", "999")
    found.add(shells.stamp_of(alice, alice.exposures.all()))
    assert len(found) == 3


@dataclass
class OtherFiles:
    """A release with other static files."""

    manifest_hash: str = "other"


def test_it_changes_with_templates_files_and_rules(
    alice: User, before: str, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any
) -> None:
    found = {before}
    for change in (
        lambda: monkeypatch.setattr(shells, "staticfiles_storage", OtherFiles()),
        lambda: monkeypatch.setattr(shells, "rules_alone", dict),
        lambda: setattr(settings, "BASE_DIR", tmp_path),
    ):
        change()
        shells._release.cache_clear()
        found.add(shells.stamp_of(alice, alice.exposures.all()))
    shells._release.cache_clear()
    assert len(found) == 4
    assert not hasattr(staticfiles_storage, "manifest_hash")
