"""Cache backend that stores JSON in the database.

Django's own backends pickle. Reading a pickle runs the code in it, so that changing the cache or a backup would be
enough to run code.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from tracker.models import CachedValue


class JsonCache(BaseCache):
    """Values are limited to JSON: text, numbers, lists and dictionaries with text as keys."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return the value, or `default` if it is missing, expired or not JSON."""
        row = self._row(key, version).filter(_current()).first()
        try:
            return json.loads(row.value) if row else default
        except json.JSONDecodeError:
            return default

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Upsert the value, and delete all expired rows."""
        CachedValue.objects.exclude(_current()).delete()
        found = {"value": json.dumps(value), "expires": self._expires(timeout)}
        CachedValue.objects.update_or_create(key=self.make_and_validate_key(key, version), defaults=found)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Insert the value if the key is missing. Among concurrent callers exactly one gets True."""
        with transaction.atomic():
            self._row(key, version).exclude(_current()).delete()
            found = {"value": json.dumps(value), "expires": self._expires(timeout)}
            key = self.make_and_validate_key(key, version)
            return CachedValue.objects.get_or_create(key=key, defaults=found)[1]

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Change when a value expires. Returns whether there is one."""
        return bool(self._row(key, version).filter(_current()).update(expires=self._expires(timeout)))

    def delete(self, key: str, version: int | None = None) -> bool:
        """Delete a value. Returns whether there was one."""
        return bool(self._row(key, version).delete()[0])

    def clear(self) -> None:
        """Delete everything."""
        CachedValue.objects.all().delete()

    def _row(self, key: str, version: int | None) -> QuerySet[CachedValue]:
        return CachedValue.objects.filter(key=self.make_and_validate_key(key, version))

    def _expires(self, timeout: Any) -> datetime | None:
        at = self.get_backend_timeout(timeout)
        return None if at is None else datetime.fromtimestamp(at, UTC)


def _current() -> Q:
    return Q(expires__isnull=True) | Q(expires__gt=timezone.now())
