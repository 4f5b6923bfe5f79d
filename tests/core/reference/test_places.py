"""The face and body map, compared with its specification."""

from __future__ import annotations

import pytest

from tracker.core.records import Place, Side
from tracker.core.reference.places import ADJACENCY, BODY, FACE, PLACES, REGIONS, TONGUE, place_name

# The zones as the rules about spread define them, repeated here on purpose.
ZONES = {
    "upper": {"forehead", "brow", "glabella", "upper_eyelid", "lower_eyelid", "outer_eye"},
    "mid": {"temple", "nose_bridge", "nose_side", "nostril", "upper_cheek", "mid_cheek", "ear"},
    "lower": {"upper_lip", "mouth_corner", "lower_lip", "chin", "jaw_angle", "neck_front"},
}


def sides(region_id: str) -> set[str]:
    return {str(side) for side in REGIONS[region_id].sides}


def test_face_has_seventeen_sided_regions_and_two_in_the_middle() -> None:
    middle = {region.id for region in FACE if sides(region.id) == {"midline"}}
    paired = {region.id for region in FACE if sides(region.id) == {"left", "right"}}
    assert middle == {"glabella", "nose_bridge"}
    assert len(paired) == 17
    assert len(FACE) == 19


def test_sides_of_the_body() -> None:
    three = {region.id for region in BODY if sides(region.id) == {"left", "midline", "right"}}
    two = {region.id for region in BODY if sides(region.id) == {"left", "right"}}
    assert three == {"back", "chest", "abdomen"}
    assert two == {"calf", "foot", "thigh", "thumb", "hand", "forearm", "upper_arm", "shoulder", "buttock"}


def test_regions_are_unique_and_complete() -> None:
    assert len(REGIONS) == len(FACE) + len(BODY) + 1
    assert len(PLACES) == 17 * 2 + 2 + 1 + 9 * 2 + 3 * 3


@pytest.mark.parametrize(("zone", "regions"), ZONES.items())
def test_zones_of_the_face(zone: str, regions: set[str]) -> None:
    assert {region.id for region in FACE if region.zone == zone} == regions


def test_only_the_face_has_zones() -> None:
    assert {region.zone for region in (TONGUE, *BODY)} == {""}
    assert {region.part for region in BODY} == {"body"}
    assert {region.part for region in (*FACE, TONGUE)} == {"face"}


def test_adjacency_covers_the_face_and_nothing_else() -> None:
    assert set(ADJACENCY) == {region.id for region in FACE}
    assert sum(len(neighbours) for neighbours in ADJACENCY.values()) == 2 * 36


def test_adjacency_is_symmetric_and_without_loops() -> None:
    for region, neighbours in ADJACENCY.items():
        assert region not in neighbours
        assert len(set(neighbours)) == len(neighbours)
        assert all(region in ADJACENCY[other] for other in neighbours), region


def test_map_is_connected() -> None:
    reached, waiting = set(), ["nose_side"]
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting.extend(ADJACENCY[here])
    assert reached == set(ADJACENCY)


@pytest.mark.parametrize("token", PLACES)
def test_every_place_parses_and_has_a_name(token: str) -> None:
    place = Place.parse(token)
    assert PLACES[token] == place
    assert str(place) == token
    name = place_name(place)
    assert name[0].isupper()
    assert "_" not in name
    assert "%" not in name


def test_place_names_are_unique() -> None:
    assert len({place_name(place) for place in PLACES.values()}) == len(PLACES)


@pytest.mark.parametrize(
    ("token", "name"),
    [
        ("nose_side:left", "Side of nose, left"),
        ("glabella:midline", "Between the brows"),
        ("back:midline", "Back, middle"),
        ("tongue:midline", "Tongue"),
        ("calf:right", "Calf, right"),
    ],
)
def test_place_name(token: str, name: str) -> None:
    assert place_name(PLACES[token]) == name


def test_place_name_is_translated() -> None:
    german = {"%(region)s, left": "%(region)s links", "Side of nose": "Nasenseite"}
    assert place_name(Place("nose_side", Side.LEFT), lambda text: german.get(text, text)) == "Nasenseite links"


def test_unknown_place_has_no_name() -> None:
    with pytest.raises(KeyError):
        place_name(Place("third_eye", Side.MIDLINE))


def test_usual_first_regions_and_those_without_order() -> None:
    assert {region.id for region in FACE if region.hfs_order == 1} == {"upper_eyelid", "lower_eyelid", "outer_eye"}
    assert {region.id for region in FACE if region.hfs_order is None} == {"temple", "jaw_angle"}


def test_names_mention_no_disease() -> None:
    read = " ".join(f"{region.name} {region.nerve}" for region in REGIONS.values()).lower().split()
    assert not {"spasm", "tic", "tics", "palsy", "myokymia", "disease"} & set(read)


def test_site_codes_have_the_format_of_snomed() -> None:
    assert all(region.snomed.isdecimal() and 6 <= len(region.snomed) <= 18 for region in REGIONS.values())
