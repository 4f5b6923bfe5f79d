"""The page about the FHIR file holds every code that may go out, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.core.reference import codes
from tracker.core.reference.codes import EXPOSURE_CODES, EXPOSURE_UNITS, SIGN_CODES, Code
from tracker.core.reference.exposures import BUILT_IN
from tracker.core.reference.medicine_codes import INGREDIENTS
from tracker.core.reference.places import REGIONS
from tracker.core.reference.signs import SIGNS

PAGE = (Path(__file__).parents[1] / "docs" / "fhir.md").read_text(encoding="utf-8")
USED_FOR = {
    "TWITCH": "an episode felt as a flutter",
    "eyelid": "a flutter of eyelids only",
    "limb": "a flutter of arms and legs only",
    "tongue": "a flutter of the tongue only",
    "TWITCH_SNOMED": "a flutter, where SNOMED CT is on",
    "SPASM": "an episode felt as a pull that holds",
    "left": "side left, where SNOMED CT is on",
    "right": "side right, where SNOMED CT is on",
    "both": "both sides, where SNOMED CT is on",
    "SYMPTOM": "what an episode or a sign is",
    "SYMPTOM_ABSENT": "what an absent sign or a day without a twitch is",
    "QUALITY": "feel",
    "SPEED_OF_ONSET": "how a sign began",
    "BLAMED": "what they think sets it off",
    "RELIEVED": "what was tried and helped",
    "PAIN": "pain, and nothing else",
    "PATIENT_NOTE": "the document",
    "A_SYMPTOM": "category of episodes and signs",
    "SURVEY": "category of what a form asked",
    "SOCIAL_HISTORY": "category of habits",
    "ASSEMBLER": "the program's part in it",
}


def shipped() -> Iterator[tuple[str, Code]]:
    for name, value in vars(codes).items():
        if isinstance(value, Code):
            yield name, value
    for table in (codes.TWITCH_OF, codes.SIDE_CODES):
        yield from table.items()


def expected() -> list[str]:
    general = [f"| `{code.code}` | {code.system} | {USED_FOR[name]} | {code.source} |" for name, code in shipped()]
    signs = [f"| `{code.code}` | {code.system} | {SIGNS[name].says} | {code.source} |"
             for name, code in SIGN_CODES.items()]  # fmt: skip
    days = [
        f"| `{built.key}` | {f'`{EXPOSURE_CODES[built.key].code}`' if built.key in EXPOSURE_CODES else 'words alone'} "
        f"| `{EXPOSURE_UNITS[built.key]}` |"
        for built in BUILT_IN
    ]
    sites = [f"| `{region.snomed}` | {region.name} |" for region in REGIONS.values()]
    drugs = [f"| `{code}` | {name} |" for name, code in INGREDIENTS.items()]
    return [*general, *signs, *days, *sites, *drugs]


def test_the_tables_are_those_of_the_program() -> None:
    """When this fails, the rows below are what the page should hold."""
    rows = [line for line in PAGE.splitlines() if line.startswith("| `")]
    assert rows == expected(), "\n".join(expected())


@pytest.mark.parametrize("resource", ["Condition", "Flag", "RiskAssessment", "DetectedIssue"])
def test_the_page_lists_resources_never_written(resource: str) -> None:
    assert re.search(rf"(?s)Never made.*{resource}", PAGE)
