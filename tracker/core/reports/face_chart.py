"""The face of the summary, and its text alternative."""

from __future__ import annotations

from tracker.core.reference.face_shapes import FACE_SHAPES
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.facts import FaceChart

WIDTH = 220
"""Width of the drawing: points on paper, pixels on a page."""


def face_chart(chart: FaceChart, translate: Translate = str, inline: str = "") -> str:
    """The face as SVG; with an id in `inline` it is for a page, in the page's colours."""
    from tracker.core.charts.face import Marked, face_svg

    marked = [
        Marked(place, number, episodes) for number, (place, _label, episodes) in enumerate(chart.places, start=1)
    ]
    return face_svg(marked, translate(_("Where it twitched")), face_words(chart, translate), translate, inline)


def face_words(chart: FaceChart, translate: Translate = str) -> str:
    """The drawing in words: each place with its number, its name and its episodes."""
    one, more = translate(_("%(place)s: %(episodes)s episode")), translate(_("%(place)s: %(episodes)s episodes"))
    places = [
        (one if episodes == 1 else more) % {"place": label, "episodes": episodes}
        for place, label, episodes in chart.places
        if place.region in FACE_SHAPES
    ]
    seen = translate(
        _("A face as the doctor sees it, the person's right on the left. In order of appearance: %(places)s.")
    )
    return seen % {"places": "; ".join(places)}
