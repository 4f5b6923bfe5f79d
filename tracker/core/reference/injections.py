"""Injections of botulinum toxin: suggestions for the form.

Nonproprietary names as on the product labels (general knowledge); any other name can be typed. Units of different
products cannot be converted.
"""

from __future__ import annotations

from datetime import timedelta

USUAL_INTERVAL = timedelta(days=84)
"""Injections are usually repeated after about twelve weeks; the effect lasts three to four months."""

USUAL_INTERVAL_SOURCE = "my.clevelandclinic.org (treatment of hemifacial spasm); novel.utah.edu (three to four months)"

PRODUCTS = ("onabotulinumtoxinA", "abobotulinumtoxinA", "incobotulinumtoxinA", "rimabotulinumtoxinB")
