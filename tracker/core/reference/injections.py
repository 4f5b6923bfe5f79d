"""Injections of botulinum toxin: what is known well enough to be offered while one is written down.

The nonproprietary names are those on the labels of the products (general knowledge); any other name may be typed. The
same labels say that the units of one product are not those of another.
"""

from __future__ import annotations

from datetime import timedelta

USUAL_INTERVAL = timedelta(days=84)
"""Injections are commonly given again after about twelve weeks; the effect lasts three to four months."""

USUAL_INTERVAL_SOURCE = "my.clevelandclinic.org (treatment of hemifacial spasm); novel.utah.edu (three to four months)"

PRODUCTS = ("onabotulinumtoxinA", "abobotulinumtoxinA", "incobotulinumtoxinA", "rimabotulinumtoxinB")
