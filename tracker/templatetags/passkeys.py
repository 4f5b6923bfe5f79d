"""Whether to offer a passkey."""

from __future__ import annotations

from typing import Any

from django import template

from tracker.pages.passkeys import passkeys_work_at

register = template.Library()


@register.simple_tag(takes_context=True)
def passkeys_work_here(context: dict[str, Any]) -> bool:
    """Whether browsers make passkeys for the address of this page."""
    return passkeys_work_at(context["request"])
