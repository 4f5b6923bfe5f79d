"""Fixtures of the API: a client that sends a token and no cookie, and checks each answer against the document."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from walk.openapi import assert_documented

from tracker.models import ApiToken, User
from tracker.models.secret import digest_of, new_token


@dataclass
class Caller:
    """A program with a token."""

    text: str
    row: ApiToken

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        """Send JSON."""
        data = b"" if body is None else json.dumps(body).encode()
        address = f"/api/v1/{path}"
        answer = Client().post(address, data, content_type="application/json", headers=self._headers(headers))
        assert_documented("post", address, answer)
        return answer

    def get(self, path: str, **query: str) -> Any:
        """Ask."""
        answer = Client().get(f"/api/v1/{path}", query, headers=self._headers({}))
        assert_documented("get", f"/api/v1/{path}", answer)
        return answer

    def _headers(self, others: dict[str, str]) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.text}"} | {k.replace("_", "-"): v for k, v in others.items()}


@pytest.fixture
def caller_of() -> Callable[..., Caller]:
    """Make a token of a person: `caller_of(alice, "read")`."""

    def make(user: User, scope: str = "all", ends_at: datetime | None = None) -> Caller:
        secret = new_token()
        text = f"levator_{scope}_{secret}"
        row = ApiToken.objects.create(
            user=user, client_id=uuid4(), name=f"{scope} token", scope=scope, digest=digest_of(text),
            start=secret[:4], made_at=timezone.now(), ends_at=ends_at,
        )  # fmt: skip
        return Caller(text, row)

    return make


@pytest.fixture
def caller(alice: User, caller_of: Callable[..., Caller]) -> Caller:
    """Alice's program, which may do everything."""
    return caller_of(alice)
