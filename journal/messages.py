"""What a page says once: *Saved* rides in a cookie, so that saving does not also write the session."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.messages.storage.base import BaseStorage, Message
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpResponse

from tracker.pages.context import COOKIE_SAFE


class _Cookie(CookieStorage):
    cookie_name = settings.MESSAGE_COOKIE_NAME


class MessageStorage(BaseStorage):
    """What is marked as saying nothing of a diary is in a signed cookie until the next page, all else in the session.

    Only what is marked: a sentence that tells of an entry never stands in the browser's files.
    """

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        self.cookie, self.session = _Cookie(request), SessionStorage(request)

    def _get(self, *args: Any, **kwargs: Any) -> tuple[list[Message], bool]:
        in_cookie, _whole = self.cookie._get()  # type: ignore[attr-defined]
        in_session, _all = self.session._get()  # type: ignore[attr-defined]
        return [*(in_cookie or ()), *(in_session or ())], True

    def _store(self, messages: list[Message], response: HttpResponse, *args: Any, **kwargs: Any) -> list[Message]:
        plain = [message for message in messages if message.extra_tags == COOKIE_SAFE]
        others = [message for message in messages if message.extra_tags != COOKIE_SAFE]
        if plain or self.cookie.cookie_name in self.request.COOKIES:
            self.cookie._store(plain, response)  # type: ignore[attr-defined]
        self.session._store(others, response)  # type: ignore[attr-defined]
        return []
