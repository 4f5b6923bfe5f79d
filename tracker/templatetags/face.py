"""The face map in templates: choose places, choose one place with a button, or show where it twitched.

The picture is mirrored: the person's left is on the left of the page, because people look into a mirror or a selfie
while they log. It operates the plain list beside it, which holds the values and works without a script. Pages that use
it load css/face.css, and js/face.js if places can be chosen.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracker.core.records import Place, Side
from tracker.core.reference.face_shapes import FACE_SHAPES
from tracker.core.reference.places import ANY_SIDE, BODY, FACE, PLACES, SIDE_NAMES, TONGUE, Region, place_name

register = template.Library()

ON_THE_PICTURE: tuple[Region, ...] = (*FACE, TONGUE)
WHOLE = (-190, -222, 380, 554)
"""Left, top, width and height of the whole picture, in units of face_shapes."""

MARGIN = 60
"""Least distance of a marked place from the upper and the lower edge of a part of the picture."""

ON_THE_BODY = frozenset(str(Place(region.id, side)) for region in BODY for side in region.sides)


@dataclass(frozen=True)
class FaceRegion:
    """One region on one side of the picture. `classes` is empty or begins with a space."""

    id: str
    token: str
    classes: str = ""
    title: str = ""


@dataclass(frozen=True)
class Half:
    """The regions of one side. Shapes are defined for the right side, and mirrored for the left."""

    mirrored: bool
    regions: tuple[FaceRegion, ...]


@dataclass(frozen=True)
class Choice:
    """One place in the list: `says` is its short label ("left"), `name` the full one ("Side of nose, left")."""

    token: str
    name: str
    says: str
    chosen: bool

    @property
    def element_id(self) -> str:
        """The id of the element, without the colon, which would have to be escaped in selectors."""
        return f"place-{self.token.replace(':', '-')}"


@dataclass(frozen=True)
class Line:
    """One region in the list, with a choice for each of its sides."""

    name: str
    choices: tuple[Choice, ...]


@register.simple_tag
def face_picker(selected: Iterable[Place | str]) -> SafeString:
    """Checkboxes named `places` for any number of places. `selected` are places or their tokens."""
    return draw_picker(get_language(), frozenset(PLACES).intersection(map(str, selected)))


@lru_cache(maxsize=200)
def draw_picker(language: str, chosen: frozenset[str]) -> SafeString:
    """The picture with its lists, cached because it is the slowest part of a form and mostly the same."""
    context = {
        "shapes": FACE_SHAPES,
        "halves": _halves(dict.fromkeys(chosen, " is-on")),
        **_lists(chosen),
        "body_open": not chosen.isdisjoint(ON_THE_BODY),
    }
    return render_to_string("tracker/_face_picker.html", context)


@register.inclusion_tag("tracker/_face_buttons.html")
def face_buttons(last_place: Place | str | None) -> dict[str, Any]:
    """Submit buttons named `place` for one place. The last place comes first and is marked."""
    last = PLACES.get(str(last_place))
    return {
        "shapes": FACE_SHAPES,
        "halves": _halves({str(last): " is-last"}),
        **_lists(set()),
        "last": last and _choice(last, set()),
    }


@register.inclusion_tag("tracker/_face_heat.html")
def face_heat(
    rows: Iterable[tuple[Place | str, int, str]], low: str = "", high: str = "", heading: str = ""
) -> dict[str, Any]:
    """Picture and list of places: `rows` are (place, level from 0 to 4, label such as "3 episodes").

    `low` and `high` name the ends of the scale, and `heading` the list.
    """
    named = [(str(place), level, place_name(PLACES[str(place)], _), label) for place, level, label in rows]
    return {
        "shapes": FACE_SHAPES,
        "halves": _halves(
            {token: f" heat-{level}" for token, level, _name, _label in named},
            {token: f"{name}: {label}" for token, _level, name, label in named},
        ),
        "view": _view([token for token, _level, _name, _label in named]),
        "rows": [(name, level, label) for _token, level, name, label in named],
        "low": low or _("fewer"),
        "high": high or _("more"),
        "heading": heading or _("How often"),
    }


def _view(tokens: list[str]) -> str:
    """The part of the picture to show: the half around the places in use where they fit into it, else all of it."""
    left, top, width, height = WHOLE
    marked = [FACE_SHAPES[token.partition(":")[0]].dot[1] for token in tokens if token not in ON_THE_BODY]
    if not marked or max(marked) - min(marked) > height / 2 - 2 * MARGIN:
        return f"{left} {top} {width} {height}"
    middle = (max(marked) + min(marked)) / 2
    top = round(min(max(middle - height / 4, top), top + height / 2))
    return f"{left} {top} {width} {height // 2}"


def _halves(classes: dict[str, str], titles: dict[str, str] | None = None) -> tuple[Half, ...]:
    return tuple(Half(side is Side.LEFT, _face_regions(side, classes, titles or {})) for side in ANY_SIDE)


def _face_regions(side: Side, classes: dict[str, str], titles: dict[str, str]) -> tuple[FaceRegion, ...]:
    places = (Place(region.id, side) for region in ON_THE_PICTURE if side in region.sides)
    return tuple(
        FaceRegion(place.region, str(place), classes.get(str(place), ""), titles.get(str(place), ""))
        for place in places
    )


def _lists(chosen: AbstractSet[str]) -> dict[str, tuple[Line, ...]]:
    return {"face_lines": _lines(ON_THE_PICTURE, chosen), "body_lines": _lines(BODY, chosen)}


def _lines(regions: tuple[Region, ...], chosen: AbstractSet[str]) -> tuple[Line, ...]:
    return tuple(
        Line(_(region.name), tuple(_choice(Place(region.id, side), chosen) for side in region.sides))
        for region in regions
    )


def _choice(place: Place, chosen: AbstractSet[str]) -> Choice:
    return Choice(str(place), place_name(place, _), _(SIDE_NAMES[place.side]), str(place) in chosen)
