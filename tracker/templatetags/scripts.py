"""Script tags with subresource integrity."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from hashlib import sha384
from pathlib import Path

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def script(path: str) -> SafeString:
    """A deferred script with the digest of its file. A browser does not run a file with another digest."""
    file = Path(str(finders.find(path)))
    return format_html(
        '<script src="{}" integrity="{}" defer></script>', static(path), _digest(file, file.stat().st_mtime_ns)
    )


@lru_cache(maxsize=64)
def _digest(file: Path, changed_ns: int) -> str:
    """The integrity attribute. `changed_ns` is part of the cache key, so that a changed file is read again."""
    return "sha384-" + b64encode(sha384(file.read_bytes()).digest()).decode()
