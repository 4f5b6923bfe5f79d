"""Words that show that a self-experiment would be about a medicine, which this journal does not draw lots for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.core.reference.injections import PRODUCTS
from tracker.core.reference.medicine_codes import INGREDIENTS
from tracker.core.reference.medicines import MEDICINE_GROUPS
from tracker.core.reference.words import gettext_noop as _

REFUSAL = _(
    "A medicine is not for trying out by lot. Please ask your doctor before you take, leave out or change one."
)

GENERAL = (
    "medicine", "medicines", "medication", "medications", "medicament", "drug", "drugs", "tablet", "tablets", "pill",
    "pills", "capsule", "capsules", "dose", "doses", "injection", "injections", "prescription", "antidepressant",
    "antibiotic", "painkiller", "painkillers", "insulin", "steroid", "botox", "mg",
)  # fmt: skip
MIN_CHARS = 3
"""Shorter names would match ordinary words."""


def names_a_medicine(text: str, own_names: Iterable[str] = ()) -> bool:
    """Whether a text names a medicine: a general word, one of the lists, or one of the person's own."""
    listed = (name for group in MEDICINE_GROUPS for name in group.medicines)
    known = INGREDIENTS.keys() - {"caffeine"}
    names = (*GENERAL, *PRODUCTS, *listed, *known, *(name for name in own_names if len(name) >= MIN_CHARS))
    # A number may stand right before its unit: 40mg.
    return any(re.search(rf"(?<![^\W\d_]){re.escape(name)}(?!\w)", text, re.IGNORECASE) for name in names)
