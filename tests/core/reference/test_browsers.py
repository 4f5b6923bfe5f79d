"""The browser in three words."""

from __future__ import annotations

import pytest

from tracker.core.reference.browsers import browser_and_system

ENGINE = "AppleWebKit/537.36 (KHTML, like Gecko)"
AGENTS = {
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {ENGINE} Chrome/150.0 Safari/537.36 Edg/150.0": ("Edge", "Windows"),
    f"Mozilla/5.0 (Linux; Android 16; K) {ENGINE} Chrome/150.0 Mobile Safari/537.36": ("Chrome", "Android"),
    f"Mozilla/5.0 (Linux; Android 16) {ENGINE} SamsungBrowser/30 Chrome/150 Safari/537": (
        "Samsung Internet",
        "Android",
    ),
    "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0": ("Firefox", "Linux"),
    f"Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) {ENGINE} Version/26.0 Safari/604.1": ("Safari", "iPhone"),
    f"Mozilla/5.0 (iPad; CPU OS 26_0 like Mac OS X) {ENGINE} CriOS/150.0 Safari/604.1": ("Chrome", "iPad"),
    f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {ENGINE} Version/26.0 Safari/605": ("Safari", "Mac"),
    f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {ENGINE} Chrome/150.0 Safari/537.36": ("Chrome", "Chromebook"),
    "<script>alert(1)</script>": ("", ""),
    "": ("", ""),
}


@pytest.mark.parametrize(("user_agent", "names"), AGENTS.items())
def test_a_browser_has_a_short_name(user_agent: str, names: tuple[str, str]) -> None:
    assert browser_and_system(user_agent) == names
