"""Message storage: *Saved* goes into a cookie, so that saving an entry does not also write the session."""

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
    """Store messages tagged COOKIE_SAFE in a signed cookie, and all others in the session.

    So a message with content of an entry is never stored in the browser.
    """

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        self.cookie, self.session = _Cookie(request), SessionStorage(request)

    def _get(self, *args: Any, **kwargs: Any) -> tuple[list[Message], bool]:
        in_cookie, _all_retrieved = self.cookie._get()  # type: ignore[attr-defined]
        in_session, _all_retrieved = self.session._get()  # type: ignore[attr-defined]
        return [*(in_cookie or ()), *(in_session or ())], True

    def _store(self, messages: list[Message], response: HttpResponse, *args: Any, **kwargs: Any) -> list[Message]:
        cookie_safe = [message for message in messages if message.extra_tags == COOKIE_SAFE]
        private = [message for message in messages if message.extra_tags != COOKIE_SAFE]
        if cookie_safe or self.cookie.cookie_name in self.request.COOKIES:
            self.cookie._store(cookie_safe, response)  # type: ignore[attr-defined]
        self.session._store(private, response)  # type: ignore[attr-defined]
        return []
