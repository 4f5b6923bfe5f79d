"""Injections of botulinum toxin: suggestions for the form.

Nonproprietary names as on the product labels (general knowledge); any other name can be typed. Units of different
products cannot be converted.
"""

from __future__ import annotations

from datetime import timedelta

from tracker.core.reference.words import gettext_noop as _

USUAL_INTERVAL = timedelta(days=84)
"""Injections are usually repeated after about twelve weeks; the effect lasts three to four months."""

USUAL_INTERVAL_SOURCE = "my.clevelandclinic.org (treatment of hemifacial spasm); novel.utah.edu (three to four months)"

PUBLISHED_WAVE = _(
    "Published: 85 to 95 of 100 people have relief; it lasts about three to four months (108 days on average in one"
    " series), so injections are usually given every twelve weeks."
)
"""On hemifacial spasm, as repeated by the sites below."""

PUBLISHED_WAVE_SOURCE = "droracle.ai, my.clevelandclinic.org (treatment of hemifacial spasm); novel.utah.edu"

PRODUCTS = ("onabotulinumtoxinA", "abobotulinumtoxinA", "incobotulinumtoxinA", "rimabotulinumtoxinB")
