"""The values of a yes/no exposure in words."""

from __future__ import annotations

from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _

YES, NO = _("yes"), _("no")


def yes_or_no(value: float, translate: Translate = str) -> str:
    """1 is yes, 0 is no."""
    return translate(YES if value > 0 else NO)
