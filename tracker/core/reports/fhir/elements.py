"""The small parts that FHIR R4 resources are put together from: texts, concepts, amounts, times, references.

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
from tracker.core.reference.sections import EVERYTHING
from tracker.core.reference.words import Translate

Resource = dict[str, Any]
Element = dict[str, Any]

SPACE = uuid5(NAMESPACE_URL, "urn:levator:fhir")
NO_WORDS = "–"
DECIMALS = 6


@dataclass(frozen=True)
class FhirContext:
    """In whose language it is told, about whom (the id of the Patient), and whether SNOMED CT may be written.

    `sections` are the parts of the summary that were chosen: nothing that belongs to another one is told.
    """

    translate: Translate
    patient: str
    snomed: bool = False
    sections: frozenset[str] = frozenset(EVERYTHING)

    @property
    def person(self) -> Element:
        """A reference to the person whose diary it is."""
        return to(self.patient)


def id_of(*parts: object) -> str:
    """An id for a resource: the same for the same parts on every machine."""
    return str(uuid5(SPACE, "/".join(map(str, parts))))


def to(id: str) -> Element:
    """A reference to a resource of the same bundle."""
    return {"reference": f"urn:uuid:{id}"}


def clean(text: str) -> str:
    """The words without signs that a FHIR string may not hold, nor XHTML; "" where nothing is left to read.

    White space that is none of blank, tab and line break becomes a blank.
    """
    # Nearly every text is printable, and such a text has no other white space than blanks.
    words = text if text.isprintable() else "".join(map(_plain, text))
    return words if words.strip() else ""


def _plain(letter: str) -> str:
    if letter.isspace():
        return letter if letter in "\t\n\r" else " "
    # Control signs, halves of a pair, the byte order mark, and the two code points that XML does not know.
    return "" if unicodedata.category(letter) in ("Cc", "Cs") or letter in "\ufeff\ufffe\uffff" else letter


def concept(text: str, *codes: Code | None, snomed: bool = False) -> Element:
    """Words, with the codes that mean the same. SNOMED CT codes are left out unless they may be written."""
    written = [coding(code) for code in codes if code and (snomed or code.system != SNOMED)]
    return ({"coding": written} if written else {}) | {"text": clean(text) or NO_WORDS}


def coding(code: Code) -> Element:
    """One code of one vocabulary."""
    display = {"display": code.display} if code.display else {}
    return {"system": code.system, "code": code.code, **display}


def quantity(value: float, unit: str, ucum: str = "") -> Element:
    """An amount; `unit` is read by people, `ucum` by machines, and may be missing for a unit of one's own."""
    amount: Element = {"value": rounded(value)}
    if words := clean(unit):
        amount["unit"] = words
    return amount | ({"system": UCUM, "code": ucum} if ucum else {})


def rounded(value: float) -> float:
    """To six decimals; whole numbers without any."""
    short = round(value, DECIMALS)
    return int(short) if short == int(short) else short


def moment(at: datetime, zone: str) -> str:
    """An instant on the clock where it was logged; in UTC for old offsets that FHIR cannot write."""
    there = at.astimezone(ZoneInfo(zone)) if zone else at.astimezone(UTC)
    offset = there.utcoffset()
    odd = offset is None or offset.total_seconds() % 60
    return (at.astimezone(UTC) if odd else there).isoformat()


def midnight(day: date) -> str:
    """The instant that stands for a date where FHIR wants one: its beginning, in UTC."""
    return f"{day.isoformat()}T00:00:00Z"


def notes(*texts: str) -> Element:
    """The element `note` with the texts that say anything, or nothing."""
    said = [{"text": words} for words in map(clean, texts) if words]
    return {"note": said} if said else {}


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
    """One statement of an Observation: what it is about, with a code where one says the same, and its value."""
    return {"code": concept(context.translate(label), code), **value}
