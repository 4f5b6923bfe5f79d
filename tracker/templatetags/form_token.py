"""Django's csrf_token tag, extended by the owner of the page.

The owner identifies whose input a form contains if it is posted after the session expired (see pages/unsent.py).
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


class OwnedToken(CsrfTokenNode):
    """Django's hidden field, and one with the owner that `pages/context.py` gives every page."""

    def render(self, context: template.Context) -> SafeString:
        """Render both fields."""
        token, owner = mark_safe(super().render(context)), context.get("owner")  # noqa: S308 - Django's own
        if not token or not owner:
            return token
        return format_html('{}<input type="hidden" name="owner" value="{}">', token, owner)


@register.tag
def csrf_token(parser: Any, token: Any) -> OwnedToken:
    """Replace Django's tag of the same name."""
    return OwnedToken()
