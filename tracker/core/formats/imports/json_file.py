"""JSON files of exports: lists of objects, read whole because each is small."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from tracker.core.formats.imports.package import ImportRefusedError, Member
from tracker.core.formats.imports.values import EndsEarly, Item, LeftOut, Where
from tracker.core.formats.json.text import too_much
from tracker.core.formats.validation.refusal import FileRefusedError
from tracker.core.reference.words import gettext_noop as _

MAX_JSON_BYTES = 100_000_000
BROKEN = _("This file of the export is damaged: it is left out.")
TOO_LARGE = _("This file of the export is too large: it is left out.")

_HALF = re.compile(r"\\u[dD](?:[89abAB]..(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..\\u[dD])[c-fC-F])")
"""Half of a character that needs two escapes, such as an emoji that was cut in the middle."""


def load(member: Member) -> tuple[Any, Item | None]:
    """Return the content of a JSON file, and what was wrong with it."""
    try:
        text = member.content(MAX_JSON_BYTES).decode("utf-8-sig")
        return (None, LeftOut(TOO_LARGE, file=member.file)) if too_much(text) else (parse(text), None)
    except ImportRefusedError as refused:
        return None, LeftOut(refused.reason, refused.values, member.file)  # type: ignore[arg-type]
    except FileRefusedError:
        return None, LeftOut(TOO_LARGE, file=member.file)
    except json.JSONDecodeError as problem:
        return None, EndsEarly(Where(member.file, problem.lineno))
    except (UnicodeDecodeError, ValueError, RecursionError):
        return None, LeftOut(BROKEN, file=member.file)


def parse(text: str) -> Any:
    """Parse JSON. Halves of characters, which cannot be stored, become question marks. Raises ValueError."""
    content = json.loads(text)
    if _HALF.search(text):
        content = json.loads(json.dumps(content, ensure_ascii=False).encode("utf-8", "replace"))
    return content


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of a list."""
    if isinstance(value, list):
        yield from (one for one in value if isinstance(one, dict))


def number(value: Any) -> float | None:
    """Return a number that may be written as text, None if there is none."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value)
    try:
        return float(str(value).replace(",", ""))
    except ValueError:
        return None
