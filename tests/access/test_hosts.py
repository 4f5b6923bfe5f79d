"""A request for another host gets a plain page, not an error of ours."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "a b"])
def test_another_host_is_refused_in_plain_words(host: str, alice_client: Client) -> None:
    answer = alice_client.get("/", headers={"host": host})
    assert answer.status_code == 400
    assert "<h1>" in answer.content.decode()
    assert host not in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
