"""Which database the tests run on, and which of them that leaves out; how often Python looks for garbage."""

from __future__ import annotations

import gc

import pytest

ONLY_ON = {
    "sqlite": ("sqlite", "about the diary's own file, which this database does not have"),
    "postgres": ("postgresql", "about locks that SQLite does not have: it has one for the whole file"),
}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip, with the reason, what is about another database than the one the tests run on."""
    if not config.pluginmanager.hasplugin("django"):
        return
    from django.db import connection

    for item in items:
        for mark, (vendor, reason) in ONLY_ON.items():
            if item.get_closest_marker(mark) and connection.vendor != vendor:
                item.add_marker(pytest.mark.skip(reason=reason))


def pytest_collection_finish() -> None:
    """Spend less time on looking for garbage: all modules and tests are there to stay."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keep the test database in a file, as in life: threads of the live server each open their own connection.

    The file need not survive a power cut, so nobody waits for the disk. The tests of power cuts start real servers.
    """
    from django.db import connection

    if connection.vendor == "sqlite":
        folder = tmp_path_factory.mktemp("database")
        connection.settings_dict["TEST"]["NAME"] = str(folder / "test.sqlite3")
        connection.settings_dict["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
