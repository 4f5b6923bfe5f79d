"""The face map in templates: choose places, send one place, or show where it twitched.

The picture is drawn as in a mirror: the person's left is on the left of the page, because people look into a mirror
or a selfie while they log. It is one way to operate the plain list beside it, which holds the values and works
without a script. Pages that use it load css/face.css, and js/face.js where there is something to choose.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.translation import gettext as _

from tracker.core.records import Place, Side
from tracker.core.reference.face_shapes import FACE_SHAPES
from tracker.core.reference.places import ANY_SIDE, BODY, FACE, PLACES, SIDE_NAMES, TONGUE, Region, place_name

register = template.Library()

ON_THE_PICTURE: tuple[Region, ...] = (*FACE, TONGUE)
ON_THE_BODY = frozenset(str(Place(region.id, side)) for region in BODY for side in region.sides)


@dataclass(frozen=True)
class Drawn:
    """One region on one side of the picture; `classes` begins with a blank where there are any."""

    id: str
    token: str
    classes: str = ""
    title: str = ""


@dataclass(frozen=True)
class Half:
    """The regions of one side. Shapes are drawn for the right side, so the left is mirrored."""

    mirrored: bool
    regions: tuple[Drawn, ...]


@dataclass(frozen=True)
class Choice:
    """One place in the list: `says` is its short label ("left"), `name` all of it ("Side of nose, left")."""

    token: str
    name: str
    says: str
    chosen: bool

    @property
    def element_id(self) -> str:
        """An id for the page, where a colon would have to be escaped."""
        return f"place-{self.token.replace(':', '-')}"


@dataclass(frozen=True)
class Line:
    """One region in the list, with a choice for each of its sides."""

    name: str
    choices: tuple[Choice, ...]


@register.inclusion_tag("tracker/_face_picker.html")
def face_picker(selected: Iterable[Place | str]) -> dict[str, Any]:
    """Any number of places, as checkboxes named `places`; `selected` are places or their tokens."""
    chosen = {str(place) for place in selected}
    return {
        "shapes": FACE_SHAPES,
        "halves": _halves(dict.fromkeys(chosen, " is-on")),
        **_lists(chosen),
        "body_open": not chosen.isdisjoint(ON_THE_BODY),
    }


@register.inclusion_tag("tracker/_face_buttons.html")
def face_buttons(last_place: Place | str | None) -> dict[str, Any]:
    """One place, as submit buttons named `place`; the place of last time comes first and is marked."""
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
    """Where and how often: rows of (place, level 0 to 4, label such as "3 episodes"), picture and table.

    `low` and `high` name the ends of the scale, `heading` the labels, where they are about something else.
    """
    named = [(str(place), level, place_name(PLACES[str(place)], _), label) for place, level, label in rows]
    return {
        "shapes": FACE_SHAPES,
        "halves": _halves(
            {token: f" heat-{level}" for token, level, _name, _label in named},
            {token: f"{name}: {label}" for token, _level, name, label in named},
        ),
        "rows": [(name, level, label) for _token, level, name, label in named],
        "low": low or _("fewer"),
        "high": high or _("more"),
        "heading": heading or _("How often"),
    }


def _halves(classes: dict[str, str], titles: dict[str, str] | None = None) -> tuple[Half, ...]:
    return tuple(Half(side is Side.LEFT, _drawn(side, classes, titles or {})) for side in ANY_SIDE)


def _drawn(side: Side, classes: dict[str, str], titles: dict[str, str]) -> tuple[Drawn, ...]:
    places = (Place(region.id, side) for region in ON_THE_PICTURE if side in region.sides)
    return tuple(
        Drawn(place.region, str(place), classes.get(str(place), ""), titles.get(str(place), "")) for place in places
    )


def _lists(chosen: set[str]) -> dict[str, tuple[Line, ...]]:
    return {"face_lines": _lines(ON_THE_PICTURE, chosen), "body_lines": _lines(BODY, chosen)}


def _lines(regions: tuple[Region, ...], chosen: set[str]) -> tuple[Line, ...]:
    return tuple(
        Line(_(region.name), tuple(_choice(Place(region.id, side), chosen) for side in region.sides))
        for region in regions
    )


def _choice(place: Place, chosen: set[str]) -> Choice:
    return Choice(str(place), place_name(place, _), _(SIDE_NAMES[place.side]), str(place) in chosen)
