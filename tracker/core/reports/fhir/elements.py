"""Building blocks of FHIR R4 resources: texts, concepts, quantities, times, references.

Element names and types are those of https://hl7.org/fhir/R4/datatypes.html.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from tracker.core.reference.codes import SNOMED, UCUM, Code
from tracker.core.reference.sections import ALL_SECTIONS
from tracker.core.reference.words import Translate

Resource = dict[str, Any]
Element = dict[str, Any]

SPACE = uuid5(NAMESPACE_URL, "urn:levator:fhir")
NO_WORDS = "–"
DECIMALS = 6


@dataclass(frozen=True)
class FhirContext:
    """Settings of one document: language, id of the Patient, whether SNOMED CT codes may be written.

    `sections` are the keys of the chosen sections: data of any other section is omitted.
    """

    translate: Translate
    patient: str
    snomed: bool = False
    sections: frozenset[str] = frozenset(ALL_SECTIONS)

    @property
    def person(self) -> Element:
        """A reference to the Patient."""
        return to(self.patient)


def id_of(*parts: object) -> str:
    """A deterministic id (UUID v5) of a resource."""
    return str(uuid5(SPACE, "/".join(map(str, parts))))


def to(id: str) -> Element:
    """A reference to a resource of the same bundle."""
    return {"reference": f"urn:uuid:{id}"}


def clean(text: str) -> str:
    """Remove characters that FHIR strings or XHTML forbid; "" if nothing readable is left.

    White space other than space, tab and line break becomes a space.
    """
    # Fast path: nearly every text is printable, and then holds no white space but spaces.
    words = text if text.isprintable() else "".join(map(_plain, text))
    return words if words.strip() else ""


def _plain(letter: str) -> str:
    if letter.isspace():
        return letter if letter in "\t\n\r" else " "
    # Control characters, surrogates, the byte order mark, and the two noncharacters that XML forbids.
    return "" if unicodedata.category(letter) in ("Cc", "Cs") or letter in "\ufeff\ufffe\uffff" else letter


def concept(text: str, *codes: Code | None, snomed: bool = False) -> Element:
    """A CodeableConcept; SNOMED CT codes are included only with `snomed`."""
    written = [coding(code) for code in codes if code and (snomed or code.system != SNOMED)]
    return ({"coding": written} if written else {}) | {"text": clean(text) or NO_WORDS}


def coding(code: Code) -> Element:
    """A Coding."""
    display = {"display": code.display} if code.display else {}
    return {"system": code.system, "code": code.code, **display}


def quantity(value: float, unit: str, ucum: str = "") -> Element:
    """A Quantity; `unit` is for people, `ucum` for machines and empty for a person's own unit."""
    amount: Element = {"value": rounded(value)}
    if words := clean(unit):
        amount["unit"] = words
    return amount | ({"system": UCUM, "code": ucum} if ucum else {})


def rounded(value: float) -> float:
    """Round to six decimals; whole numbers become int."""
    short = round(value, DECIMALS)
    return int(short) if short == int(short) else short


def moment(at: datetime, zone: str) -> str:
    """An instant in its local time; in UTC if the offset has seconds, which FHIR cannot express."""
    there = at.astimezone(ZoneInfo(zone)) if zone else at.astimezone(UTC)
    offset = there.utcoffset()
    odd = offset is None or offset.total_seconds() % 60
    return (at.astimezone(UTC) if odd else there).isoformat()


def midnight(day: date) -> str:
    """The start of a date in UTC, for elements that require an instant."""
    return f"{day.isoformat()}T00:00:00Z"


def notes(*texts: str) -> Element:
    """The element `note` with the nonempty texts, or nothing."""
    items = [{"text": words} for words in map(clean, texts) if words]
    return {"note": items} if items else {}


def observation(id: str, context: FhirContext, code: Element, categories: tuple[Code, ...], **more: Any) -> Resource:
    """An Observation of the person by the person."""
    return {
        "resourceType": "Observation",
        "id": id,
        "status": "final",
        "category": [{"coding": [coding(category)]} for category in categories],
        "code": code,
        "subject": context.person,
        "performer": [context.person],
        **more,
    }


def component(context: FhirContext, label: str, code: Code | None = None, **value: object) -> Element:
    """A component of an Observation: label, code if one exists, and value."""
    return {"code": concept(context.translate(label), code), **value}
