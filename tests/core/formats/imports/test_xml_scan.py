from __future__ import annotations

import io
import re
from itertools import product

import pytest

from tracker.core.formats.imports import open_package
from tracker.core.formats.imports.package import PIECE_BYTES
from tracker.core.formats.imports.xml_scan import Element, Scanner, any_of

WANTED = {"Record": frozenset({"Tea", "Teapot"}), "Workout": None}


def scan(xml: str) -> tuple[list[Element], Scanner]:
    with open_package(io.BytesIO(f"<HealthData >{xml}</HealthData>".encode())) as package:
        scanner = Scanner(package.members[0], WANTED, ("type", "value", "unit"))
        return list(scanner.elements()), scanner


@pytest.mark.parametrize(
    "attributes",
    [
        'type="Tea" value="a &gt; b" unit="mg"',
        'type="Tea" value="a > b" unit="mg"',
        'type="Tea" unit="mg" value="a > b"',
        'type="Tea" odd name="1" value="a > b" unit="mg"',
        "type=\"Tea\" value='a > b' unit='mg'",
        'type="Tea"\n  value="a > b"\n  unit = "mg"\n',
    ],
)
def test_attributes_are_read_however_they_are_written(attributes: str) -> None:
    for end in ("/>", "></Record>"):
        (one,), scanner = scan(f"<Record {attributes}{end}\n")
        assert [one["type"], one["value"], one["unit"]] == ["Tea", "a > b", "mg"]
        assert scanner.types == {"Tea": 1}


def test_missing_attribute_is_empty() -> None:
    (one,), _scanner = scan('<Record type="Tea" name=\' unit="mg"\'/>')
    assert (one["value"], one["unit"]) == ("", "")


def test_unwanted_types_are_counted_and_passed_over() -> None:
    found, scanner = scan('<Record type="Te"/>\n<Record type="Teapots"/>\n<Record type="Teapot"/><Workout value="3"/>')
    assert [(one.name, one["value"], one.line) for one in found] == [("Record", "", 3), ("Workout", "3", 3)]
    assert scanner.types == {"Te": 1, "Teapots": 1, "Teapot": 1}
    assert scanner.is_closed


def test_element_across_two_pieces_is_whole() -> None:
    for before in range(PIECE_BYTES - 60, PIECE_BYTES + 5):
        found, scanner = scan(" " * before + '<Record type="Tea" value="1"><X/></Record>')
        assert [(one["value"], one.inside) for one in found] == [("1", b"<X/>")]
        assert scanner.is_closed


def test_pattern_of_words_matches_these_words_only() -> None:
    words = {"a", "ab", "abc", "b+"}
    matching = re.compile(any_of(words))
    tried = {"".join(letters) for length in range(1, 4) for letters in product("abc+", repeat=length)}
    assert {one for one in tried if matching.fullmatch(one.encode())} == words
