"""Exported codes have a source, and known wrong codes are never used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tracker.core.reference import codes
from tracker.core.reference.codes import EXPOSURE_CODES, EXPOSURE_UNITS, KIND_OF_REGION, SIGN_CODES, TWITCH_OF, Code
from tracker.core.reference.exposures import BUILT_IN
from tracker.core.reference.medicine_codes import INGREDIENTS
from tracker.core.reference.places import REGIONS
from tracker.core.reference.signs import SIGNS

TRACKER = Path(codes.__file__).parents[1]
SHIPPED = [
    *(value for value in vars(codes).values() if isinstance(value, Code)),
    *(code for value in vars(codes).values() if isinstance(value, dict) for code in value.values()
      if isinstance(code, Code)),
]  # fmt: skip

KNOWN_WRONG = {
    "9056-3": "calories, not caffeine",
    "89260-4": "the area of a wound, not stress",
    "70273-8": "another questionnaire's total",
    "45206000": "a slip of 45206002",
    "45206001": "a slip of 45206002",
}
WITHOUT_SOURCE = [
    "272741003", "53840002", "8011004", "R25.3", "R25.2", "R47.1", "72166-2", "8665-2", "8B88.0",
    "25255", "10368", "10438", "88249", "8896", "8163", "3288", "700810", "6448", "51272", "8638", "8640",
    "3264", "38413", "5764", "2409", "38404", "10582", "6375", "7315", "9000", "3498", "20610", "28889", "37418",
    "860189", "2598", "1292", "25480", "187832", "114477", "57258",
]  # fmt: skip


@pytest.mark.parametrize("code", [*KNOWN_WRONG, *WITHOUT_SOURCE])
def test_wrong_and_unsourced_codes_are_not_used(code: str) -> None:
    assert code not in {one.code for one in SHIPPED} | set(INGREDIENTS.values()) | {r.snomed for r in REGIONS.values()}
    for path in TRACKER.rglob("*.py"):
        # Only whole strings: digits within other numbers are no codes.
        assert not re.search(rf'"{re.escape(code)}"', path.read_text(encoding="utf-8")), path


def test_every_code_has_a_source() -> None:
    assert len(SHIPPED) > 25
    assert [one.code for one in SHIPPED if not one.source] == []


def test_no_code_is_a_diagnosis() -> None:
    hemifacial_spasm, blepharospasm, palsy = ("HP:0010828", "13753008"), ("HP:0000643", "59026006"), ("HP:0010628",)
    assert not {one.code for one in SHIPPED} & {*hemifacial_spasm, *blepharospasm, *palsy}
    assert not [one for one in SHIPPED if "icd" in one.system]


def test_pain_code_is_used_for_pain_only() -> None:
    assert [name for name, value in vars(codes).items() if getattr(value, "code", "") == "72514-3"] == ["PAIN"]


def test_stress_and_alcohol_have_no_code() -> None:
    """Their codes mean something else: another question, and drinks instead of units."""
    assert not {"stress", "alcohol_units"} & EXPOSURE_CODES.keys()


def test_tables_match_the_exposures_signs_and_regions() -> None:
    built_in = {exposure.key for exposure in BUILT_IN}
    assert built_in >= EXPOSURE_CODES.keys()
    assert EXPOSURE_UNITS.keys() == built_in
    assert SIGNS.keys() >= SIGN_CODES.keys()
    assert REGIONS.keys() >= KIND_OF_REGION.keys()
    assert set(KIND_OF_REGION.values()) == TWITCH_OF.keys()


@pytest.mark.parametrize("code", SHIPPED, ids=lambda code: code.code)
def test_codes_have_the_format_of_their_vocabulary(code: Code) -> None:
    patterns = {
        codes.HPO: r"HP:\d{7}",
        codes.LOINC: r"\d{4,6}-\d",
        codes.SNOMED: r"\d{6,18}",
    }
    assert re.fullmatch(patterns.get(code.system, r"[a-z-]+"), code.code)
    if code.system == codes.LOINC:
        assert has_check_digit(code.code)


def has_check_digit(code: str) -> bool:
    """Check the Luhn digit (mod 10) of a LOINC code."""
    digits = [int(digit) for digit in reversed(code.replace("-", ""))]
    doubled = [digit if at % 2 == 0 else sum(divmod(2 * digit, 10)) for at, digit in enumerate(digits)]
    return sum(doubled) % 10 == 0


def test_check_digit_finds_a_typing_error() -> None:
    assert not has_check_digit("72514-4")


def test_snomed_body_sites_have_a_valid_check_digit() -> None:
    """SNOMED CT uses Verhoeff's algorithm."""
    assert [r.snomed for r in REGIONS.values() if r.snomed and not verhoeff(r.snomed)] == []
    assert not verhoeff("45206000")


def verhoeff(code: str) -> bool:
    turned = [[*range(10)], [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]]
    for _at in range(6):
        turned.append([turned[-1][turned[1][digit]] for digit in range(10)])
    check = 0
    for at, digit in enumerate(reversed(code)):
        check = turn(check, turned[at % 8][int(digit)])
    return check == 0


def turn(a: int, b: int) -> int:
    """Multiply in the dihedral group D5; elements from 5 on are reflections."""
    flips = (a >= 5) != (b >= 5)
    return ((a + b) if a < 5 else (a - b)) % 5 + 5 * flips
