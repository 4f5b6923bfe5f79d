"""The token of every form, with whose page it stands on: a built-in tag of Django's, extended.

A form that is sent when its log-in has ended says in this way whose words it holds (see views/unsent.py).
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


class OwnedToken(CsrfTokenNode):
    """Django's hidden field, and one with the owner that `views/everywhere.py` gives every page."""

    def render(self, context: template.Context) -> SafeString:
        """The fields of one form."""
        token, owner = mark_safe(super().render(context)), context.get("owner")  # noqa: S308 - Django's own
        if not token or not owner:
            return token
        return format_html('{}<input type="hidden" name="owner" value="{}">', token, owner)


@register.tag
def csrf_token(parser: Any, token: Any) -> OwnedToken:
    """Take the place of Django's tag of the same name."""
    return OwnedToken()
