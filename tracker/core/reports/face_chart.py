"""The face of the summary, drawn from its table of places, and the same numbers in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.core.records import Place
from tracker.core.reference.face_shapes import FACE_SHAPES
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.summary import DoctorSummary

if TYPE_CHECKING:
    from tracker.core.charts.face import Marked


WIDTH = 220
"""Width of the drawing: points on paper, pixels on a page."""


def face_chart(summary: DoctorSummary, translate: Translate = str, inline: str = "") -> str:
    """The face as SVG; with an id in `inline` it is for a page, in the page's colours."""
    from tracker.core.charts.face import face_svg

    return face_svg(_marked(summary), face_title(translate), face_words(summary, translate), translate, inline)


def has_face(summary: DoctorSummary) -> bool:
    """Whether the summary shows a place of the face."""
    return any(place.region in FACE_SHAPES for place, _episodes in _places(summary))


def face_title(translate: Translate = str) -> str:
    """The title of the drawing."""
    return translate(_("Where it twitched"))


def face_words(summary: DoctorSummary, translate: Translate = str) -> str:
    """The drawing in words: each place with its number, its name and its episodes."""
    section = summary.section("places")
    rows = section.table("places").rows if section else ()
    line = translate(_("%(place)s: %(episodes)s episodes"))
    places = [
        line % {"place": row[0].text, "episodes": row[2].text}
        for row, (place, _episodes) in zip(rows, _places(summary), strict=True)
        if place.region in FACE_SHAPES
    ]
    seen = translate(
        _("A face as the doctor sees it, the person's right on the left. In order of appearance: %(places)s.")
    )
    return seen % {"places": "; ".join(places)}


def _places(summary: DoctorSummary) -> list[tuple[Place, int]]:
    section = summary.section("places")
    rows = section.table("places").rows if section else ()
    return [(Place.parse(str(row[0].value)), int(row[2].value or 0)) for row in rows]


def _marked(summary: DoctorSummary) -> list[Marked]:
    from tracker.core.charts.face import Marked

    return [Marked(place, number, episodes) for number, (place, episodes) in enumerate(_places(summary), start=1)]
